import type { verdict as english } from '../en/verdict.ts'

/** 留出的东西以什么计数。 */
const UNITS = { sequence: '个序列', block: '个文本块', windows: '个窗口块' } as const

/** 成对的运行显示出什么，又有多确定。 */
export const verdict: typeof english = {
  title: (pairs) => `由 ${pairs} 对种子得出的结论`,
  paired: '同一种子的两种网络看到同样的数据、同样的顺序，因此逐对比较。',
  onlyOne: '没有哪个种子两种网络都有，因此无从比较。',
  better: (cell) => `${cell} 更好`,
  none: '未显示出差别',
  question: {
    solved: '解决任务了吗？',
    metric: (metric) => `最终的${metric}差多少？`,
  },
  facts: {
    solved: '解决',
    steps: '步数',
    end: '最终值',
    pairs: '逐对',
    difference: '差',
    chance: '偶然性检验',
    toDecide: '要判定',
    guessing: '瞎猜',
    heldOut: '留出',
    anew: '换成新的',
  },
  of: (cell, count, all) => `${cell} ${all} 个中 ${count} 个`,
  value: (cell, value) => `${cell} ${value}`,
  range: (median, low, high) => `中位数 ${median}（${low} 到 ${high}）`,
  quartiles: (median, low, high) => `中位数 ${median}（四分位数 ${low} 到 ${high}）`,
  diverged: (count) => `${count} 个发散`,
  solvedPairs: (lstm, rnn, onlyLstm, onlyRnn, both, neither) =>
    `只有 ${lstm} 解决 ${onlyLstm} 个，只有 ${rnn} 解决 ${onlyRnn} 个，都解决 ${both} 个，都没解决 ${neither} 个`,
  metricPairs: (lstm, rnn, ahead, behind, level) =>
    `${lstm} 领先 ${ahead} 个，${rnn} 领先 ${behind} 个，持平 ${level} 个`,
  difference: (cell, median, low, high) =>
    `中位数 ${median}（正数对 ${cell} 有利），95 % 自助法区间 ${low} 到 ${high}`,
  differenceOnly: (cell, median) => `${median}（正数对 ${cell} 有利）`,
  noMedian: '没有界限：发散的训练太多',
  chance: (p, test) => `p ${p}（${test}）`,
  tests: {
    mcnemar: 'McNemar 精确检验，双侧',
    wilcoxon: 'Wilcoxon 符号秩精确检验，双侧',
    normal: 'Wilcoxon 符号秩检验，双侧，用正态近似',
    counts: '文件各份之内计数的置换检验，双侧，中间 p 值',
    ranks: '文件各份之内秩的置换检验，双侧，中间 p 值',
    adjusted: (test) => `${test}，已按两个问题校正`,
  },
  needed: (count) => `照此下去需要 ${count} 个种子`,
  neededMany: (most) => `照此下去需要 ${most} 个以上的种子`,
  even: '目前看不出偏向哪一边',
  tooFew: (pairs, p, least) =>
    `种子太少，无法判定：${pairs} 对永远不够，即使全都偏向一边（p ${p}）。至少要 ${least} 对。`,
  tooFewUnits: (unit, units, least) =>
    `留出的太少，无法判定：只有 ${units} ${UNITS[unit]}，而少于 ${least} 个时，无论什么结果都不能确定。`,
  notEqual: '“未显示出差别”不等于没有差别。',
  leftOut: (count) => `有 ${count} 次运行，其种子没有两种网络，未计入。`,
  guessing: (measured, theory) =>
    `最好的常数回答在同样的序列上是 ${measured}（各种子的中位数；理论值 ${theory}）`,
  guessingFile: (measured, whole) =>
    `最好的常数回答在同样的留出数据上是 ${measured}（各种子的中位数；在整个文件上是 ${whole}）`,
  heldOut: (unit, units, parts, of, ahead) =>
    `${units} ${UNITS[unit]}${of > 1 ? `，来自 ${of} 份中的 ${parts} 份` : ''}：${ahead}`,
  anew: (p, widened) =>
    `p ${p}（对留出部分的符号秩检验${widened === '1' ? '' : `，方差 × ${widened}：留出别的部分时，它们参加了训练`}）`,
  neededUnits: (unit, count) => `照此下去约需留出 ${count} ${UNITS[unit]}`,
  withheld: {
    guessing: (cell) =>
      `一个个种子看下来 ${cell} 领先，但它在同样的数据上胜不过最好的常数回答：不比瞎猜知道得更多的，不称为更好。`,
    heldOut: (cell, unit, p) =>
      `一个个种子看下来，${cell} 在这个文件上领先，但留出的${UNITS[unit].slice(1)}并未显示出换成新的也会如此（p ${p}）。`,
  },
  closing: {
    decided: (cell, target, p) => `已判定：${target}${cell} 更好（p ${p}）。`,
    few: (pairs, p) => `什么也没有判定：${pairs} 对永远不够，即使全都偏向一边（p ${p}）。`,
    open: '什么也没有判定。',
    wouldDo: (pairs) => `照此下去，${pairs} 对就能判定：`,
    couldDo: (pairs) => `至少要 ${pairs} 对才可能判定：`,
    more: (seeds) => `${seeds} 个种子就能看到文件的所有部分：`,
    longer: '看不出偏向哪一边；训练得更久或换一种设置，也许比更多种子更有用。',
    moreData: '同一个文件用再多种子也判定不了：需要更多数据。',
    noBetterThanGuessing: '两者都还胜不过瞎猜：训练得更久或换一种设置，也许可以。',
  },
  untilSolved: '训练在解决时即结束：两者都解决的，在“最终差多少”上算作持平。',
  level: (level, few, fewP, least, leastP) =>
    `p 低于 ${level} 才称为更好：对同一批种子问了两个问题，所以把 0.05 减半（Bonferroni）。${few} 对全都偏向一边仍不够（p ${fewP}），${least} 对全都偏向一边才够（p ${leastP}）。`,
  levelOfFile: (level, few, fewP, least, leastP) =>
    `数据来自文件时，种子和留出的部分都要 p 低于 ${level} 才称为更好。对同一批种子问了两个问题，种子的 p 已为此校正。${few} 对全都偏向一边仍不够（p ${fewP}），${least} 对全都偏向一边才够（p ${leastP}）。`,

  quoteTitle: '可以引用',
  quote: {
    solved: (pairs, task, length, data, first, second, answer) =>
      `在 ${task}（T = ${length}）的 ${pairs} 对种子上（${data}），${first}，${second}，${answer}`,
    data: {
      draws: '每个种子都有任务的新序列',
      sequence: (units) => `各种子轮流留出文件中的 ${units} 个序列`,
      block: (units) => `都用同一段留出的文本结尾，分为 ${units} 块`,
      windows: (units) => `都用同一段留出的数列结尾，分为 ${units} 个窗口块`,
    },
    target: {
      draws: '',
      sequence: '对这样的新序列',
      block: '对与这段结尾相似的更多文本',
      windows: '对与这段结尾相似的后续数值',
    },
    solves: (cell, count) => `${cell} 解决了 ${count} 个`,
    metric: (first, second, answer) => `最终 ${first}，${second}，${answer}`,
    ahead: (cell, count) => `${cell} 领先 ${count} 个`,
    better: (cell, target, p) => `因此${target}${cell} 更好（p ${p}）`,
    larger: (cell, target, p) => `但它领先得更多，因此${target}${cell} 更好（p ${p}）`,
    none: (target, p) => `并未显示出${target}哪个更好（p ${p}）`,
    onlyHere: (cell, target, here, p) =>
      `这在这份数据上对 ${cell} 有利（p ${here}），但未显示出${target}也是如此（p ${p}）`,
    noGuess: (p) => `无论差别如何，都不比最好的常数回答更好（p ${p}）`,
    tooFew: (pairs, least) => `${pairs} 对永远判定不了，至少要 ${least} 对`,
  },
  appendixTitle: '供论文附录',
  model: (cell, hidden, weights) => `${cell}（H = ${hidden}，${weights} 个权重）`,
  appendix: (facts) =>
    `${facts.cells.join('与 ')}在 ${facts.task}（T = ${facts.length}）上比较，n = ${facts.pairs} 对种子（数据与顺序相同）：是否解决，${facts.solvedTest}，只有 ${facts.lstm} 解决 ${facts.onlyLstm} 对、只有 ${facts.rnn} 解决 ${facts.onlyRnn} 对，p ${facts.solvedP}；留出数据上最终的${facts.metric}，${facts.metricTest}，非零差 ${facts.differences} 个，p ${facts.metricP}${facts.heldOut ? `；留出部分 n = ${facts.heldOut.units} ${UNITS[facts.heldOut.unit]}，符号秩${facts.heldOut.widened === '1' ? '' : `（方差 × ${facts.heldOut.widened}）`}，p ${facts.heldOut.p}` : ''}${
      facts.difference
        ? `，成对差的中位数 ${facts.difference[0]}（正数对 ${facts.lstm} 有利；95 % 百分位自助法区间 ${facts.difference[1]} 到 ${facts.difference[2]}）`
        : ''
    }；${
      facts.adjusted
        ? `两个问题合取 alpha = ${facts.level}（p 已按两个问题校正，Westfall & Young）`
        : `两个问题各取 alpha = ${facts.level}（0.05，Bonferroni 校正）`
    }。`,
  unexpected: (expected, open) => {
    if (open === 'unpaired') return '什么也没有比较：没有哪个种子两种网络都有。'
    const few = !open
      ? ''
      : open.heldOut
        ? `：留出的少于 ${open.fewerThan} ${UNITS[open.heldOut]}，什么也判定不了`
        : `：少于 ${open.fewerThan} 个种子什么也判定不了`
    if (expected !== 'none') return `预期 ${expected.toUpperCase()} 更好，却没有显示出来${few}。`
    return few === '' ? '预期没有差别，却显示出了差别。' : `这里无法表明没有差别${few}。`
  },

  dots: {
    title: (metric, log) => `每个种子：最终的${metric}${log ? '，对数轴' : ''}`,
    solved: '已解决',
    unsolved: '未解决',
    diverged: '发散',
    mixed: '同一处两者都有',
    threshold: {
      below: (threshold) => `低于 ${threshold} 为解决`,
      above: (threshold) => `达到 ${threshold} 为解决`,
    },
    counts: '标记下方的数字自上而下读：该处的种子数',
    row: (name, runs, solved, spread) => `${name}：${runs} 个中解决 ${solved} 个，${spread}`,
    nothing: '最终没有有限的值',
    seed: (seed, value, status) => `种子 ${seed}：${value}，${status}`,
  },

  sizes: {
    title: '控制什么相同',
    caption: (rnn, lstm) =>
      `${rnn} / ${lstm}，以及哪个更好（– 表示未显示出差别）；乘加次数指一个序列的前向计算`,
    equal: '相等的是',
    fair: { hidden: '单元数 H', parameters: '参数量', compute: '乘加次数' },
    solved: '解决？',
    metric: '差多少？',
    hidden: 'H',
    count: '解决',
    weights: '参数量',
    multiplyAdds: '乘加次数',
    pair: (rnn, lstm) => `${rnn} / ${lstm}`,
    several: '每一行是一个单独的结论；大小不变的那种网络，其训练为各行共用，所以各行并不独立。',
    heading: (equal) => `${equal}相等`,
  },
}
