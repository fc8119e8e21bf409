import type { Enterprise } from './enterprise-form.js'
export const Products = (_: { readonly enterprise: Enterprise }) => null
