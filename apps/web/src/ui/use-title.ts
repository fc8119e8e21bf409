import { useEffect } from 'react'
import { useWords } from '../i18n/i18n.js'

/** The document's title: the page first, then the product. */
export const useTitle = (title: string): void => {
  const { product } = useWords()
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}
