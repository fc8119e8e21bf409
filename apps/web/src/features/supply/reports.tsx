import type { Enterprise } from './enterprise-form.js'
export const Reports = (_: { readonly enterprise: Enterprise }) => null
