import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

type Toast = {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Says more of the same: the undo of the line that stands there stays. */
  readonly more?: true
}
type Shown = Toast & { readonly key: number }

const Context = createContext<(toast: Toast) => void>(() => undefined)
const shownFor = 6_000

/** One quiet line after an action, with its undo. A new one replaces the old. */
export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const [toast, setToast] = useState<Shown | null>(null)
  const show = useCallback(
    (next: Toast) =>
      setToast((shown) => ({
        ...next,
        ...(next.more === true && shown?.action !== undefined ? { action: shown.action } : {}),
        key: Date.now(),
      })),
    [],
  )
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(() => setToast(null), shownFor)
    return () => clearTimeout(timer)
  }, [toast])
  const run = (): void => {
    toast?.action?.run()
    setToast(null)
  }
  return (
    <Context.Provider value={show}>
      {children}
      <div role="status" aria-live="polite">
        {toast !== null && (
          <div className="toast" key={toast.key}>
            <span>{toast.text}</span>
            {toast.action !== undefined && (
              <button type="button" onClick={run}>
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </Context.Provider>
  )
}

export const useToast = (): ((toast: Toast) => void) => useContext(Context)
