import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { useTheme } from '../../ui/theme.js'
import { formatDay } from '../../ui/time.js'

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

type Outlook = Reply<'outlook.read'>
type Words = ReturnType<typeof useOutlookWords>['series']

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const shownDays = 60

const optionOf = (outlook: Outlook, words: Words, dayOf: (day: string) => string) => {
  const past = outlook.days.slice(-shownDays)
  const { next } = outlook
  const blank = past.map(() => null)
  const ahead = next.map(() => null)
  const muted = token('--muted')
  const axis = { axisLine: { lineStyle: { color: token('--line-strong') } }, axisLabel: { color: muted } }
  const whole = (value: number): number => Math.round(value)
  // The band is drawn as its lower edge, unseen, and what lies above it up to the upper edge.
  const edge = (name: string, data: readonly number[], opacity: number) => ({
    type: 'line' as const,
    name,
    stack: 'band',
    data: [...blank, ...data],
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color: token('--accent'), opacity },
    tooltip: { show: false },
  })
  return {
    animation: false,
    textStyle: { fontFamily: token('--font') },
    grid: { left: 56, right: 24, top: 16, bottom: 28 },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: token('--surface'),
      textStyle: { color: token('--text') },
      borderColor: token('--line'),
    },
    xAxis: {
      type: 'category' as const,
      data: [...past, ...next].map(({ day }) => dayOf(day).replace(/^\d{4}-| \d{4}$/g, '')),
      ...axis,
    },
    yAxis: { type: 'value' as const, min: 0, splitLine: { lineStyle: { color: token('--line') } }, ...axis },
    series: [
      {
        type: 'bar' as const,
        name: words.fresh,
        data: [
          ...past.map(({ fresh, mark }) => ({
            value: fresh === null ? null : whole(fresh),
            itemStyle: { color: mark === 'leap' ? token('--alarm') : token('--line-strong') },
          })),
          ...ahead,
        ],
      },
      edge(
        `${words.band} 1`,
        next.map(({ low }) => whole(low)),
        0,
      ),
      edge(
        words.band,
        next.map(({ low, high }) => whole(high - low)),
        0.2,
      ),
      {
        type: 'line' as const,
        name: words.mid,
        data: [...blank, ...next.map(({ mid }) => whole(mid))],
        symbol: 'circle',
        symbolSize: 4,
        lineStyle: { width: 2, type: 'dashed' as const },
        color: token('--accent'),
      },
    ],
  }
}

/** The last sixty days as they are used, and the days ahead with their band. */
const CurveChart = ({ outlook }: { readonly outlook: Outlook }) => {
  const { series: words } = useOutlookWords()
  const { language } = useI18n()
  const theme = useTheme()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ref.current === null || theme === undefined) return
    const chart = init(ref.current, undefined, { renderer: 'svg' })
    chart.setOption(optionOf(outlook, words, (day) => formatDay(day, language)))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(ref.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [outlook, words, language, theme])
  // The sentence above and the table below say the same to readers.
  return <div ref={ref} aria-hidden="true" style={{ height: 260 }} />
}

export default CurveChart
