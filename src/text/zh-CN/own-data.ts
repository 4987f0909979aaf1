/** 从用户自己的文件中读出了什么。数已写成要显示的样子，名称已可安全显示。 */
import { quote } from '../../rules/shell-quote.ts'
import type { ownData as english } from '../en/own-data.ts'
import { ownSeries } from './own-series.ts'

const n = (value: number) => value.toLocaleString('en-US')
const some = (names: readonly string[], count: number) =>
  names.join('、') + (count > names.length ? ` 等 ${n(count)} 个` : '')

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': '逗号',
  ';': '分号',
  '\t': '制表符',
  '|': '竖线',
}
const WHERE = { last: '在最后一个时间步', every: '在每个时间步', some: '在某些时间步' }
const BECAUSE = {
  text: '类别是文字',
  column: '由列名决定',
  list: '数写在列表里',
  whole: '全是整数',
  fractions: '不全是整数',
  many: '整数的种类太多，不像类别',
  option: '按选项的要求',
}
const WHY = { 'row-numbers': '没有名称的行号', empty: '空列', ignored: '按选项略去' }

export const ownData: typeof english = {
  series: ownSeries,
  labels: {
    file: '文件',
    sequences: '序列',
    series: '数列',
    inputs: '输入',
    asked: '所问',
    classes: '类别',
    numbers: '答案',
    nothing: '未问',
    leftOut: '略去',
    characters: '字符',
    symbols: '符号',
    heldOut: '留出',
    standardize: '标准化',
    baseline: '基线',
    odd: '可疑',
  },
  title: (path) => `从 ${path} 中读出：`,
  format: (format, separator, decimalComma, digest) => {
    const cells =
      separator === null ? '' : `，各格以${SEPARATORS[separator] ?? `“${separator}”`}分隔`
    const name = { csv: 'CSV', 'json-lines': 'JSON 行', text: '文本', series: '数列' }[format]
    return `${name}${cells}${decimalComma ? '，小数逗号' : ''}；SHA-256 ${digest}`
  },
  sequences: (count, { min, median, max }) =>
    min === max
      ? `${n(count)} 个，各 ${n(min)} 个时间步`
      : `${n(count)} 个，${n(min)} 到 ${n(max)} 个时间步（中位数 ${n(median)}）`,
  spread: (name, min, max, mean, deviation) =>
    min === max
      ? `${name}：总是 ${min}`
      : `${name}：${min} 到 ${max}（均值 ${mean}，标准差 ${deviation}）`,
  unnamed: (place) => `第 ${place} 个`,
  more: (count) => `另有 ${n(count)} 个`,
  asked: (kind, outputs, where, asked, all) => {
    const what = kind === 'classes' ? '一个类别' : ` ${n(outputs)} 个数`
    return where === 'some'
      ? `在 ${n(all)} 个时间步中的 ${n(asked)} 个问${what}`
      : `${WHERE[where]}问${what}`
  },
  because: (asked, by, other) =>
    `${asked}（${BECAUSE[by]}${other === null ? '' : `；--${other} 则读作${other === 'classes' ? '类别' : '数'}`}）`,
  class: (label, count) => `${label} ${n(count)}`,
  nothing: (word, count) => (word === '' ? `${n(count)} 个空格` : `${n(count)} 个答案是“${word}”`),
  nothingIs: (list) => `${list}：那里什么也没问`,
  rows: (count) => `${n(count)} 个空行`,
  unanswered: (count) => `${n(count)} 个什么也没问的序列`,
  column: (name, why) => `“${name}”列（${WHY[why]}）`,
  heldOut: ({ parts, fewest, most, again = 0, never = 0 }) =>
    `${never > 0 ? `除 ${n(never)} 个外，` : ''}每个序列一次${again > 0 ? `（其中 ${n(again)} 个在几份中都有，好让每一份都有它们的类别）` : ''}：分 ${n(parts)} 份，每份 ${fewest === most ? n(most) : `${n(fewest)} 到 ${n(most)}`} 个，各种子轮流留出一份`,
  standardize: (answers, classes) =>
    `每个输入减去均值、除以标准差，使均值为 0、标准差为 1；两者都取自该种子的训练序列，留出的序列也用同样的数${answers ? '。答案也照此处理，共用一个标准差；误差仍以文件自己的单位给出' : classes ? '。类别保持原样' : ''}`,
  heldOutText: (count) => `最后 ${n(count)} 个字符，即十分之一`,
  constant: (metric, value) => `最好的固定答案${metric} ${value}`,
  pairs: (value) => `字符对表 ${value}`,
  characters: (count, different) => `${n(count)} 个，训练部分有 ${n(different)} 种`,
  symbols: (own, symbols) =>
    symbols === own
      ? `${n(own)} 个，各是一种字符`
      : `${n(symbols)} 个：${n(own)} 种字符，其余合为一个符号`,
  rest: (count, share) => `${n(count)} 个字符（${share}）归入代表其余的那个符号`,
  odd: {
    'inputs-far': ({ names, count, min, max }) =>
      `输入 ${some(names, count)} 离 −1 到 1 很远（${min} 到 ${max}），网络很难学：--standardize 可以把它们变换过来，或者把数写小些`,
    'answers-far': ({ names, count, min, max }) =>
      `答案 ${some(names, count)} 离 −1 到 1 很远（${min} 到 ${max}），读出层要很久才能达到：--standardize 可以把它们变换过来`,
    'inputs-tiny': ({ most }) =>
      `没有一个输入超过 ${most}，几乎推不动网络：--standardize 可以变换到 −1 到 1，或者把数写大些`,
    'inputs-constant': ({ names, count }) =>
      `输入 ${some(names, count)} 从不变化，所以什么也没说明`,
    'one-class': ({ label, share }) => `${share} 的答案都是 ${label}；此时准确率说明不了多少`,
    'class-once': ({ names, count }) =>
      `类别 ${some(names, count)} 只出现一次，所以只用于训练，从不留出`,
    'class-nothing': ({ names, count, words = [] }) =>
      `有类别叫 ${some(names, count)}；如果意思是什么也没问，请用 --missing ${quote([...words, ...names].join(','))}`,
    'many-classes': ({ count }) => `整数读作了 ${n(count)} 个类别；如果它们是数量，请用 --numbers`,
    'few-values': ({ count }) => `答案只有 ${n(count)} 种整数；如果它们是类别，请用 --classes`,
    'list-at-the-end': ({ count }) =>
      `每个答案有 ${n(count)} 个数，与时间步一样多，读作了最后一个时间步的数；如果是每个时间步一个，请用 --numbers`,
    duplicates: ({ count }) => `${n(count)} 个序列前面已有，答案也相同，所以留出的可能在训练中见过`,
    contradictions: ({ count }) => `${n(count)} 个序列前面已有，答案却不同，这是学不会的`,
    'last-tenth': ({ distance, usual, unseen, isFar }) =>
      `留出的最后十分之一与其余部分不同：${isFar ? `相距 ${distance} 比特，而别的十分之一至多 ${usual}；` : ''}其中 ${unseen} 的字符此前从未出现`,
    rest: ({ count, share, untrained = 0 }) =>
      `${n(count)} 个字符（${share}）合成了一个符号${untrained === count ? '，因为训练部分没有它们' : '；--symbols 可以取更多'}`,
  },
  briefly: (path, what, asked, inputs) =>
    `${path}：${what}${inputs === null ? '' : `；${inputs}`}；${asked}。`,
  brieflySequences: (count, min, max) =>
    `${n(count)} 个序列，${min === max ? n(min) : `${n(min)} 到 ${n(max)}`} 个时间步`,
  brieflyInputs: (count, min, max) => `${n(count)} 个输入，${min} 到 ${max}`,
  brieflyClasses: (asked, classes) => `${asked}（共 ${n(classes)} 个类别）`,
  brieflyText: (characters, symbols) => `${n(characters)} 个字符，作为 ${n(symbols)} 个符号`,
  nextCharacter: '在每个时间步问下一个字符',
  notable: (sentence) => `可疑：${sentence}。`,
  details: (more, option) => `还有 ${n(more)} 处，用 gatelab tasks --${option} 查看这个文件。`,
  colon: '：',
  stop: '。',
}
