import { useDesk } from '../i18n/desk.js'

type Props = { readonly urlOf: (format: 'xlsx' | 'csv') => string }

/** The list as a file, in both formats. */
export const FileLinks = ({ urlOf }: Props) => {
  const { table } = useDesk()
  return (
    <>
      <a className="btn" href={urlOf('xlsx')} download>
        {table.export} XLSX
      </a>
      <a className="btn" href={urlOf('csv')} download>
        CSV
      </a>
    </>
  )
}
