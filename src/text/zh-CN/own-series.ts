/** 从数列中读出了什么。数已写成要显示的样子，名称已可安全显示。 */
import type { ownSeries as english } from '../en/own-series.ts'

const n = (value: number) => value.toLocaleString('en-US')
const ahead = (horizon: number) => (horizon === 1 ? '下一个值' : `再过 ${n(horizon)} 步的值`)

export const ownSeries: typeof english = {
  column: (column) => `“${column}”列`,
  values: (count, min, max, mean, deviation) =>
    `${n(count)} 个值，${min} 到 ${max}（均值 ${mean}，标准差 ${deviation}）`,
  missing: (count) => `缺失 ${n(count)} 个值`,
  windows: (windows, length, horizon) =>
    `${n(windows)} 个窗口，各 ${n(length)} 个值，之后问${ahead(horizon)}；都以相对于窗口最后一个值的变化表示`,
  others: (names, count) =>
    `${names.map((name) => `“${name}”`).join('、')}${count > names.length ? `等 ${n(count)} ` : ''}列（不是数）`,
  counter: (column) => `“${column}”列（只是行的计数）`,
  leftOut: (count) => `${n(count)} 个碰到缺失值的窗口`,
  outside: (count) => `第一个值之前和最后一个值之后缺失的 ${n(count)} 个`,
  heldOut: (values, windows, lookedAt) =>
    `最后 ${n(values)} 个值，即五分之一：有 ${n(windows)} 个窗口问其中之一${lookedAt < windows ? `，等距取其中 ${n(lookedAt)} 个来评估` : ''}`,
  baseline: (metric, constant, naive) =>
    `最好的固定答案的${metric}为 ${constant}，沿用最后一个值则为 ${naive}`,
  briefly: (path, column, values, windows, length, horizon) =>
    `${path}：“${column}”列，${n(values)} 个值；${n(windows)} 个窗口，各 ${n(length)} 个值，之后问${ahead(horizon)}。`,
  comma: '，',
  alsoLeftOut: (facts) => `略去：${facts.join('；')}。`,
}
