import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Component, type ReactNode, StrictMode } from 'react'
import { I18nProvider, useWords } from '../i18n/i18n.js'
import type { WordTable } from '../i18n/word-table.js'
import { ClockProvider } from '../ui/clock.js'
import '../ui/theme.js'
import { ToastProvider } from '../ui/toast.js'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/parts.css'

const CrashNote = () => {
  const words = useWords()
  return (
    <main className="gate">
      <div className="note note-alarm" role="alert">
        {words.errors.crash}
      </div>
    </main>
  )
}

type BoundaryState = { readonly crashed: boolean }

/** React knows error boundaries as classes only. */
class CrashBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { crashed: false }
  static getDerivedStateFromError(): BoundaryState {
    return { crashed: true }
  }
  override render(): ReactNode {
    return this.state.crashed ? <CrashNote /> : this.props.children
  }
}

type Props = { readonly client: QueryClient; readonly words: WordTable; readonly children: ReactNode }

/** What both apps stand on. */
export const Providers = ({ client, words, children }: Props) => (
  <StrictMode>
    <I18nProvider first={words}>
      <CrashBoundary>
        <QueryClientProvider client={client}>
          <ClockProvider>
            <ToastProvider>{children}</ToastProvider>
          </ClockProvider>
        </QueryClientProvider>
      </CrashBoundary>
    </I18nProvider>
  </StrictMode>
)
