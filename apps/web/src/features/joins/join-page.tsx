import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Page } from '../../app/page.js'
import { useJoinWords } from '../../i18n/joins.js'
import { Loaded } from '../../ui/states.js'
import { usePerson } from '../people/use-person.js'
import { useMay } from '../session/session.js'
import { ChooseOther } from './choose-other.js'
import { CompareTwo } from './compare-two.js'

/** Two records of one person become one: find the other, compare, join (K1). */
export const JoinPage = () => {
  const { id } = useParams({ from: '/people/$id/join' })
  const { other } = useSearch({ from: '/people/$id/join' })
  const words = useJoinWords()
  const may = useMay()
  const query = usePerson(id)
  const name = query.data?.name ?? ''
  return (
    <Page
      key={id}
      title={name === '' ? words.open : words.title(name)}
      aside={words.intro}
      actions={
        <Link to="/people/$id" params={{ id }} className="btn">
          {name === '' ? words.goOn : name}
        </Link>
      }
    >
      {may('person.join') ? (
        <Loaded query={query}>
          {(person) =>
            other === undefined ? <ChooseOther person={person} /> : <CompareTwo person={person} other={other} />
          }
        </Loaded>
      ) : (
        <p className="note">{words.noRight}</p>
      )}
    </Page>
  )
}
