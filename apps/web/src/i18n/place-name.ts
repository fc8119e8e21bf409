import { useWords } from './i18n.js'

type Named = { readonly code: string; readonly name: string }

/** A place by its name; the nation, whose code is empty, in the reader's words: its name is stored in Chinese only. */
export const usePlaceName = (): ((place: Named) => string) => {
  const { levels } = useWords()
  return ({ code, name }) => (code === '' ? levels.nation : name)
}
