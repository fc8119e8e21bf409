export * from './six.js'
