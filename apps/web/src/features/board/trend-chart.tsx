import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTheme } from '../../ui/theme.js'
import { formatDay } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { finishedFollowups } from './finished-days.js'

use([LineChart, GridComponent, TooltipComponent, SVGRenderer])

type Board = Reply<'board.read'>

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

type Words = { readonly overdue: string; readonly followups: string }
type Values = readonly (number | null)[]

const optionOf = (board: Board, followups: Values, words: Words, dayOf: (day: string) => string) => {
  const muted = token('--muted')
  const axis = { axisLine: { lineStyle: { color: token('--line-strong') } }, axisLabel: { color: muted } }
  const series = (name: string, color: string, values: Values, dashed: boolean) => ({
    type: 'line' as const,
    name,
    data: [...values],
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: { width: 2, type: dashed ? ('dashed' as const) : ('solid' as const) },
    color,
    endLabel: { show: true, formatter: name, color },
  })
  return {
    animation: false,
    textStyle: { fontFamily: token('--font') },
    grid: { left: 48, right: 96, top: 16, bottom: 28 },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: token('--surface'),
      textStyle: { color: token('--text') },
      borderColor: token('--line'),
    },
    xAxis: {
      type: 'category' as const,
      data: board.trend.map((day) => dayOf(day.day).replace(/^\d{4}-| \d{4}$/g, '')),
      boundaryGap: false,
      ...axis,
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      minInterval: 1,
      splitLine: { lineStyle: { color: token('--line') } },
      ...axis,
    },
    series: [
      series(
        words.overdue,
        token('--alarm'),
        board.trend.map((day) => day.overdue),
        false,
      ),
      series(words.followups, token('--accent'), followups, true),
    ],
  }
}

const TrendChart = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { language } = useI18n()
  const theme = useTheme()
  const zone = useZone()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ref.current === null || theme === undefined) return
    const chart = init(ref.current, undefined, { renderer: 'svg' })
    chart.setOption(
      optionOf(board, finishedFollowups(board.trend, board.asOf, zone), words, (day) => formatDay(day, language)),
    )
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(ref.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [board, words, language, theme, zone])
  // The sentence above and the table say the same to readers.
  return <div ref={ref} aria-hidden="true" style={{ height: 240 }} />
}

export default TrendChart
