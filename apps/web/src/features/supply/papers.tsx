import type { Enterprise } from './enterprise-form.js'
export const Papers = (_: { readonly enterprise: Enterprise }) => null
