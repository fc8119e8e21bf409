import { useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { TextField } from '../../ui/form.js'
import { EmptyState, Skeleton } from '../../ui/states.js'
import { EnterpriseProblem, EnterpriseTop, useNameOf } from './enterprise-top.js'
import { Papers } from './papers.js'
import { ProductCard } from './product-card.js'
import { ProductForm } from './product-form.js'
import type { Enterprise } from './use-enterprise.js'
import { useKindName } from './use-kinds.js'

// From here on a product is looked for.
const manyProducts = 12

type Props = { readonly enterprise: Enterprise }

const Closed = ({ enterprise }: Props) => {
  const words = useReport()
  const { number } = useI18n()
  const closed = enterprise.products.filter(({ closedOn }) => closedOn !== null)
  if (closed.length === 0) return null
  return (
    <details>
      <summary>{words.closedOnes(number(closed.length))}</summary>
      <ul className="stack">
        {closed.map((product) => (
          <ProductCard key={product.id} enterprise={enterprise} product={product} />
        ))}
      </ul>
    </details>
  )
}

/** Products of an enterprise, each with its figures; more are entered by whoever keeps them. */
export const Products = ({ enterprise }: Props) => {
  const words = useReport()
  const kindName = useKindName()
  const [isAdding, setAdding] = useState(false)
  const [text, setText] = useState('')
  const open = enterprise.products.filter(({ closedOn }) => closedOn === null)
  const sought = text.trim().toLowerCase()
  const shown = open.filter(({ kind, model }) => `${kindName(kind)} ${model}`.toLowerCase().includes(sought))
  return (
    <>
      {open.length === 0 && !isAdding && (
        <EmptyState title={words.productsEmpty}>
          <p>{words.productsEmptyHint}</p>
        </EmptyState>
      )}
      {isAdding && (
        <section className="card">
          <ProductForm enterprise={enterprise} product={null} onDone={() => setAdding(false)} />
        </section>
      )}
      {!isAdding && enterprise.may.keep && (
        <button type="button" className="btn btn-main btn-big" onClick={() => setAdding(true)}>
          {words.addProduct}
        </button>
      )}
      {open.length > manyProducts && (
        <TextField label={words.findProduct} type="search" value={text} onChange={setText} />
      )}
      <ul className="stack">
        {shown.map((product) => (
          <ProductCard key={product.id} enterprise={enterprise} product={product} />
        ))}
      </ul>
      <Closed enterprise={enterprise} />
    </>
  )
}

/** Products of an enterprise with their capacity, and the papers it holds (E1). */
export const ProductsPage = ({ id }: { readonly id: string }) => {
  const words = useReport()
  const nameOf = useNameOf()
  const query = useApi('enterprise.read', { params: { id } })
  if (query.data === undefined) {
    if (query.error) return <EnterpriseProblem error={query.error} onRetry={() => void query.refetch()} />
    return <Skeleton />
  }
  return (
    <>
      <EnterpriseTop id={id} name={nameOf(query.data)} at="products" />
      {!query.data.may.keep && <p className="note">{words.readOnly}</p>}
      <section className="stack" aria-labelledby="products-title">
        <h2 id="products-title">{words.products}</h2>
        <Products enterprise={query.data} />
      </section>
      <Papers enterprise={query.data} />
    </>
  )
}
