import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { enterpriseTabs } from '../../app/search-supply.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useParts } from '../../i18n/parts.js'
import { useSupply } from '../../i18n/supply.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { Closing } from '../facilities/closing.js'
import { Papers } from '../report/papers.js'
import { PastReports } from '../report/past-page.js'
import { Products } from '../report/products-page.js'
import { type Enterprise, EnterpriseForm } from './enterprise-form.js'
import { NamedPeople } from './named-people.js'
import { Suppliers } from './suppliers.js'
import { ofEnterprises, useSaid } from './use-said.js'
import '../report/report.css'

const Standing = ({ enterprise }: { readonly enterprise: Enterprise }) => {
  const words = useSupply()
  const { language, number } = useI18n()
  const { reporting, closedOn } = enterprise
  const { lastDay, workforceBack: back, workforceOf: of, obstacles } = reporting
  const facts = [
    [words.enterprises.newest, lastDay === null ? words.enterprises.noReport : formatDay(lastDay, language)],
    [
      words.enterprises.workforce,
      back === null || of === null ? null : words.enterprises.back(number(back), number(of)),
    ],
    [
      words.enterprises.obstacle,
      lastDay === null
        ? null
        : obstacles.length === 0
          ? words.enterprises.noObstacle
          : obstacles.map((one) => words.obstacles[one]).join(language === 'zh-CN' ? '、' : ', '),
    ],
  ] as const
  return (
    <>
      <p className="line">
        {closedOn === null ? (
          <span className={`tag ${reporting.freshness === 'silent' ? 'tag-alarm' : ''}`}>
            {words.freshness[reporting.freshness]}
          </span>
        ) : (
          <span className="tag">{words.enterprises.closedSince(formatDay(closedOn, language))}</span>
        )}
        {reporting.openDoubts > 0 && (
          <span className="tag tag-alarm">{words.enterprises.doubts(number(reporting.openDoubts))}</span>
        )}
        <span className="muted small">{words.enterprises.since(formatDay(enterprise.since, language))}</span>
      </p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

const Tabs = ({ id }: { readonly id: string }) => {
  const { enterprises: words } = useSupply()
  const parts = useParts()
  const { tab = 'about', ...search } = useSearch({ from: '/enterprises' })
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {enterpriseTabs.map((one) => (
        <Link
          key={one}
          to="/enterprises/$id"
          params={{ id }}
          search={one === 'about' ? search : { ...search, tab: one }}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={one === tab ? 'page' : undefined}
          resetScroll={false}
          replace
        >
          {one === 'parts' ? parts.tab : words.tabs[one]}
        </Link>
      ))}
    </nav>
  )
}

type OneProps = { readonly enterprise: Enterprise }

const About = ({ enterprise }: OneProps) => {
  const { enterprises: words } = useSupply()
  const { stale, said } = useSaid(ofEnterprises)
  const open = enterprise.closedOn === null
  const { id, version, name, nameEn, place, creditCode, phone } = enterprise
  const body = { version, name, nameEn, place: place.code, creditCode, phone }
  return (
    <div className="stack">
      <Standing enterprise={enterprise} />
      {stale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      {enterprise.may.manage && open && (
        <EnterpriseForm
          key={version}
          enterprise={enterprise}
          place={place.code}
          onAnswer={(answer) => said(answer, words.saved)}
        />
      )}
      {enterprise.may.manage && (
        <Closing
          closedOn={enterprise.closedOn}
          words={{ close: words.close, ask: words.closeAsk, reopen: words.reopen }}
          run={(closedOn): Promise<Reply<'enterprise.change'>> =>
            call('enterprise.change', { params: { id }, body: { ...body, closedOn } })
          }
          onAnswer={(answer) => said(answer, open ? words.closed : words.reopened)}
        />
      )}
    </div>
  )
}

const One = ({ enterprise }: OneProps) => {
  const { language } = useI18n()
  const { tab = 'about' } = useSearch({ from: '/enterprises' })
  return (
    <div className="stack">
      <h2 className="panel-title">
        {language === 'en' && enterprise.nameEn !== null ? enterprise.nameEn : enterprise.name}
      </h2>
      <Tabs id={enterprise.id} />
      {tab === 'about' && <About enterprise={enterprise} />}
      {tab === 'products' && (
        <div className="stack-wide">
          <Products enterprise={enterprise} />
          <Papers enterprise={enterprise} />
        </div>
      )}
      {tab === 'parts' && <Suppliers enterprise={enterprise} />}
      {tab === 'people' && <NamedPeople enterprise={enterprise} />}
      {tab === 'reports' && <PastReports enterprise={enterprise} />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('enterprise.read', { params: { id } })
  return <Loaded query={query}>{(enterprise) => <One enterprise={enterprise} />}</Loaded>
}

const New = () => {
  const { enterprises: words } = useSupply()
  const place = usePlace()
  const navigate = useNavigate()
  const search = useSearch({ from: '/enterprises' })
  const { said } = useSaid(ofEnterprises)
  return (
    <div className="stack">
      <h2 className="panel-title">{words.add}</h2>
      <EnterpriseForm
        enterprise={null}
        place={place}
        onAnswer={(answer) => {
          said(answer, words.saved)
          if ('result' in answer) {
            const { id } = answer.result
            void navigate({
              to: '/enterprises/$id',
              params: { id },
              search: { ...search, tab: 'products' },
              replace: true,
            })
          }
        }}
      />
    </div>
  )
}

/** One enterprise (E1): how it reports, its products with their papers, who is named for it, its days; or a new one. */
export const EnterprisePanel = () => {
  const { id } = useParams({ from: '/enterprises/$id' })
  const { tab: _tab, ...search } = useSearch({ from: '/enterprises' })
  const navigate = useNavigate()
  const { enterprises: words } = useSupply()
  const close = (): void => void navigate({ to: '/enterprises', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <New /> : <Known id={id} />}
    </Panel>
  )
}
