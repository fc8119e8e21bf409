const prefix = 'lianfang.gift.'

/** What was kept on this device; null for nothing, and in a browser without a store. */
const read = <T>(store: Storage, key: string): T | null => {
  try {
    return JSON.parse(store.getItem(prefix + key) ?? 'null') as T | null // written below, under this key only
  } catch {
    return null
  }
}

const write = (store: Storage, key: string, value: unknown): void => {
  try {
    if (value === null) store.removeItem(prefix + key)
    else store.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Without room it lasts as long as the page.
  }
}

/** What is being typed: of this tab alone, for it holds a name and a telephone. */
export const readDraft = <T>(): T | null => read<T>(sessionStorage, 'draft')
export const keepDraft = (draft: unknown): void => write(sessionStorage, 'draft', draft)
