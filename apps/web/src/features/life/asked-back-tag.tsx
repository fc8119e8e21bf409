import { useLifeWords } from '../../i18n/life.js'

/** Entered as dead, and a second person was asked to take that back: beside the name in a row. */
export const AskedBackTag = ({ row }: { readonly row: { readonly askedBack: boolean } }) => {
  const { askedTag } = useLifeWords()
  return row.askedBack && <span className="tag tag-alarm">{askedTag}</span>
}
