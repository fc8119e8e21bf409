import { useWords } from '../../i18n/i18n.js'
import { LanguageSwitch } from './language-switch.js'

/** Name and language above the pages that stand before everything else. */
export const GateTop = () => {
  const words = useWords()
  return (
    <div className="gate-top">
      <span className="gate-name">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <strong>{words.product}</strong> <span className="muted">{words.tagline}</span>
      </span>
      <LanguageSwitch />
    </div>
  )
}
