/** 不能用的数列，以及其中的列。 */
import type { SeriesRefusals } from '../en/series-refusals.ts'

const number = (n: number) => n.toLocaleString('en-US')
const listed = (all: readonly string[], count: number) =>
  `${all.map((name) => `“${name}”`).join('、')}${count > all.length ? `，以及另外 ${number(count - all.length)} 列` : ''}`

export const seriesRefusals: SeriesRefusals = {
  'series-columns': ({ path, all, count }) =>
    `${path} 有好几列数：${listed(all, count)}；请用 --column NAME（或列号）指定一列。`,
  'series-no-numbers': ({ path, all, count }) =>
    `${path} 没有数值列；它的列是：${listed(all, count)}。`,
  'series-no-column': ({ path, column, nearest, all, count }) =>
    nearest === null
      ? `${path} 没有“${column}”列；它的列是：${listed(all, count)}。`
      : `${path} 没有“${column}”列。是不是“${nearest}”？`,
  'series-column-again': ({ path, column, numbers }) =>
    `${path} 有好几列都叫“${column}”；请用列号指定：--column ${numbers.join(' 或 --column ')}。`,
  'series-constant': ({ column, part }) =>
    part === 'train'
      ? `“${column}”列：用于训练的部分自始至终是同一个数，没有什么可学的。`
      : `“${column}”列：留出的最后五分之一自始至终是同一个数，没有什么可预测的。`,
  'series-too-short': ({ values, missing, window, horizon, found, needed }) =>
    `数列有 ${number(values)} 个值${missing > 0 ? `（其中 ${number(missing)} 个缺失）` : ''}；--window ${window}、--horizon ${horizon} 时，可训练的窗口有 ${number(found.train)} 个，可留出的有 ${number(found.heldOut)} 个，至少需要 ${needed.train} 个和 ${needed.heldOut} 个${window > 1 ? '；窗口短一些，个数就多一些' : ''}。`,
}
