import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'

type Props = { readonly signedIn?: true; readonly className?: string }

/** One tap to the other language; kept on the device, and with the account when signed in. */
export const LanguageSwitch = ({ signedIn, className = 'btn btn-quiet' }: Props) => {
  const { language, words, setLanguage } = useI18n()
  const toast = useToast()
  const other = language === 'zh-CN' ? 'en' : 'zh-CN'
  const change = async (): Promise<void> => {
    try {
      await setLanguage(other)
    } catch {
      return toast({ text: words.errors.otherLanguage })
    }
    // The device remembers in any case; the account catches up the next time.
    if (signedIn) call('language.change', { body: { language: other } }).catch(() => undefined)
  }
  return (
    <button type="button" className={className} lang={other} onClick={() => void change()}>
      {words.otherLanguage}
    </button>
  )
}
