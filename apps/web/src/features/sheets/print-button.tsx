import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useSheetWords } from '../../i18n/sheets.js'
import { useProblemText } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'

type Props = {
  /** Whose day: null for the reader's own. */
  readonly team: string | null
  readonly place: string
}

/** Keeps the day's list as a sheet and opens it to be printed. */
export const PrintButton = ({ team, place }: Props) => {
  const words = useSheetWords()
  const navigate = useNavigate()
  const toast = useToast()
  const textOf = useProblemText()
  // The id stays through a second try, so that a lost answer leaves one sheet and not two.
  const [id, setId] = useState(() => uuidv7())
  const search = { place: placeInUrl(place) }
  const print = useMutation({
    mutationFn: () => call('sheet.print', { body: { id, team } }),
    onSuccess: (answer) => {
      if (answer.outcome === 'refused') {
        toast({ text: answer.reason === 'sheet-team' ? words.chooseTeam : words.nobodyDue })
        return
      }
      setId(uuidv7())
      void navigate({ to: '/sheets/$id/print', params: { id: answer.id }, search })
    },
    onError: (error) => toast({ text: textOf(error) }),
  })
  return (
    <button type="button" className="btn" disabled={print.isPending} onClick={() => print.mutate()}>
      {print.isPending ? words.printing : words.print}
    </button>
  )
}

/** The same with the way back from paper beside it. */
export const PrintButtons = (props: Props) => {
  const words = useSheetWords()
  return (
    <>
      <PrintButton {...props} />
      <Link to="/sheets" search={{ place: placeInUrl(props.place) }} className="btn">
        {words.enterPaper}
      </Link>
    </>
  )
}
