import { freshnesses, obstacleKinds } from '@lianfang/domain/supply'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import type { EnterpriseSearch } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { useParts } from '../../i18n/parts.js'
import { useSupply } from '../../i18n/supply.js'
import { OneOf } from '../../ui/one-of.js'
import { TypedSearch } from '../../ui/typed-search.js'

type Kind = Reply<'kind.list'>['rows'][number]
type Go = (next: EnterpriseSearch, how?: 'replace') => void

type Props = { readonly search: EnterpriseSearch; readonly kinds: readonly Kind[]; readonly children: ReactNode }

/** Name, kind, reporting, obstacle, doubt; they live in the address. */
export const EnterpriseFilters = ({ search, kinds, children }: Props) => {
  const { enterprises: words, freshness, obstacles } = useSupply()
  const parts = useParts()
  const { language } = useI18n()
  const navigate = useNavigate()
  const go: Go = (next, how) =>
    void navigate({ to: '/enterprises', search: next, replace: how === 'replace', resetScroll: false })
  const { kind, reporting, obstacle, doubted, waits, closed, tab: _tab, ...rest } = search
  const set = (change: EnterpriseSearch): void => {
    const { text: _text, place: _place, tab: _tab, ...filters } = { ...search, ...change }
    const kept = Object.entries(filters).filter(([, value]) => value !== undefined)
    go({ ...rest, ...Object.fromEntries(kept) })
  }
  const without = (key: 'kind' | 'reporting' | 'obstacle' | 'doubted' | 'waits' | 'closed'): void => {
    const { [key]: _gone, ...others } = search
    go(others)
  }
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(wanted) => {
          const { text: _text, ...others } = search
          go(wanted === '' ? others : { ...others, text: wanted }, 'replace')
        }}
      />
      <OneOf
        label={words.kinds}
        any={words.anyKind}
        value={kind}
        options={kinds.map((one) => [one.code, language === 'zh-CN' ? one.name : one.nameEn] as const)}
        onChange={(value) => (value === undefined ? without('kind') : set({ kind: value }))}
      />
      <OneOf
        label={words.report}
        any={words.anyState}
        value={reporting}
        options={freshnesses.map((one) => [one, freshness[one]] as const)}
        onChange={(value) => (value === undefined ? without('reporting') : set({ reporting: value }))}
      />
      <OneOf
        label={words.obstacle}
        any={words.anyObstacle}
        value={obstacle}
        options={obstacleKinds.map((one) => [one, obstacles[one]] as const)}
        onChange={(value) => (value === undefined ? without('obstacle') : set({ obstacle: value }))}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={doubted === 'yes'}
        onClick={() => (doubted === 'yes' ? without('doubted') : set({ doubted: 'yes' }))}
      >
        {words.onlyDoubted}
      </button>
      <button
        type="button"
        className="chip"
        aria-pressed={waits === 'yes'}
        onClick={() => (waits === 'yes' ? without('waits') : set({ waits: 'yes' }))}
      >
        {parts.only}
      </button>
      <button
        type="button"
        className="chip"
        aria-pressed={closed === 'yes'}
        onClick={() => (closed === 'yes' ? without('closed') : set({ closed: 'yes' }))}
      >
        {words.showClosed}
      </button>
      {children}
    </div>
  )
}
