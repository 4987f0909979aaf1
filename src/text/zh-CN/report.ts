import type { report as english } from '../en/report.ts'

/** 报告文件与扫描文本里的用语。数字已按显示格式传入。 */
export const report: typeof english = {
  language: 'zh-CN',
  colon: '：',
  at: (option, value) => `${option} ${value}`,
  size: (cell, hidden) => `${cell}，H = ${hidden}`,
  title: (task, length, cells) => `${task}（T = ${length}）：${cells}`,
  against: ' 对 ',
  madeBy: (version) => `由 gatelab ${version} 生成。`,
  sections: {
    verdict: '结论',
    seeds: '每个种子',
    curves: '学习曲线',
    gradients: '各时间步的梯度',
    certificate: '任务有多难',
    tuning: '搜索设置',
    runs: '各次训练',
    task: '任务',
    settings: '设置',
    again: '重现同样的结果',
  },
  runsOf: (count) => `${count} 次训练`,
  tooManyRuns: (count) => `${count} 次训练的表放在这一页里太长；扩展名为 .csv 的报告每次训练一行。`,
  someCurves: (shown, all) => `画出 ${all} 个种子中的前 ${shown} 个。`,
  withoutCurves: '本报告没有学习曲线和梯度曲线：读取结果时没有读它们。',
  curves: (metric) => `留出数据：${metric}随训练步数，每个种子一条线`,
  digest: '摘要',
  digests: '最终权重的摘要只显示前十二位；.json 和 .csv 中是完整的。',
  sameBits: '同一行命令在任何机器上、用任何线程数都得到同样的数值和摘要，只有耗时不同。',
  commandIs: '重做这份报告的命令行',
  task: {
    what: '内容',
    source: '出处',
    solved: '解决标准',
    blind: '不看输入',
    sizes: '大小',
    sizesAre: (steps, input, output) => `${steps} 个时间步，${input} 个输入，${output} 个输出`,
  },
  setting: '设置',
  value: '值',

  tuning: {
    caption: (trials, seeds) =>
      `每种网络在另外的种子（${seeds}）上试了 ${trials} 组设置；有标记的用于随后的比较。`,
    onlyChosen: (trials, seeds) =>
      `每种网络在另外的种子（${seeds}）上试了 ${trials} 组设置，这里是选中的。`,
    chosen: '选中',
    mark: '✓',
    learningRate: '学习率',
    clip: '梯度裁剪',
    forgetBias: '遗忘门偏置',
    solved: '解决',
    steps: '步数',
  },

  sweep: {
    title: (task, axes) => `${task}：对 ${axes} 的扫描`,
    leftOut: (there) => `另有 ${there} 个点还没有完成的训练，因此不列出，也不绘图。`,
    counts: (there, seeds, all) => `${there} 个点，每点 ${seeds} 个种子，共 ${all} 次训练。`,
    sections: { share: '解决的比例', curves: '曲线', points: '各点', tuning: '找到的设置' },
    share: (where) => `${where}：解决的种子所占百分比`,
    shares: (cell, all, some, none) =>
      `${cell}：全部种子都解决的点 ${all} 个，部分解决的 ${some} 个，全未解决的 ${none} 个`,
    shareAgainst: (option) => `解决的种子所占百分比，随 ${option} 的变化`,
    stepsAgainst: (option) => `解决所用步数的中位数，随 ${option} 的变化`,
    where: (cell, at) => (at === '' ? cell : `${cell}，${at}`),
    ramp: '· 没有  ░ 至多三分之一  ▒ 至多三分之二  ▓ 更多  █ 全部',
    left: (count) => `这样的图还有 ${count} 幅，此处从略。`,
    unsolved: '没有一次训练解决。',
    columns: {
      caption: '解决的种子数；每个问题上更好的网络（– 表示未显示出差别）；解决所用步数的中位数。',
      steps: (cell) => `${cell} 步数`,
      solvedVerdict: '解决？',
      metricVerdict: '走多远？',
      p: 'p',
    },
    verdicts: (question, lstm, rnn, better, worse, none, whole) =>
      `${question}${whole}中，${lstm} 更好的有 ${better} 个，${rnn} 更好的有 ${worse} 个，未显示出差别的有 ${none} 个。`,
    ofPoints: (there) => `${there} 个点`,
    ofVerdicts: (verdicts, there) => `${there} 个点的 ${verdicts} 个结论`,
    many: (there, level) =>
      `每个点单独判定（每个问题 p 低于 ${level}）；即使处处没有差别，${there} 个点中也会有大约 ${Math.ceil(there * 0.05)} 个以内的点偶然显示出差别。`,
    appendix: (there, axes, seeds, level, adjusted) =>
      `${axes} 共 ${there} 个点，每点 ${seeds} 对种子（两种网络数据与顺序相同）；各点${adjusted ? '对是否解决、对留出数据上最终指标的秩，都用文件各份之内的置换检验（中间 p 值）' : '对是否解决用 McNemar 精确检验，对留出数据上的最终指标用 Wilcoxon 符号秩精确检验'}，均为双侧，${adjusted ? `两个问题合取 alpha = ${level}（p 已按两个问题校正，Westfall & Young）` : `两个问题各取 alpha = ${level}（0.05，Bonferroni 校正）`}，未对点数作校正。`,
    between: {
      solved: (option, first, pairs) =>
        `解决任务了吗？各个 ${option} 逐个种子与 ${first} 比较（对数：${pairs}）：有多少个种子只有其中一个解决。`,
      metric: (metric, option, first) =>
        `最终的${metric}差多少？各个 ${option} 与 ${first} 比较：在多少个种子上领先，领先多少（中位数，95 % 自助法区间；正数对它有利）。`,
      columns: {
        only: (value) => `只有 ${value}`,
        onlyOther: '只有它',
        both: '都解决',
        neither: '都没有',
        ahead: '领先',
        behind: '落后',
        median: '中位数',
        interval: '95 %',
        p: 'p',
        better: '更好的',
      },
      range: (low, high) => `${low} 到 ${high}`,
      level: (level, comparisons, least) =>
        `p 低于 ${level} 才称为更好：对同一批种子问了两个问题，所以把 0.05 减半。${comparisons > 1 ? `每个 p 都已按 ${comparisons} 次比较校正（Holm 1979）。` : ''}少于 ${least} 对什么也判定不了。– 表示未显示出差别，这不等于没有差别。`,
      levelOfFile: (level, comparisons) =>
        `种子和留出的部分都要 p 低于 ${level} 才称为更好。${comparisons > 1 ? `每个 p 都已按 ${comparisons} 次比较校正（Holm 1979）。` : ''}– 表示未显示出差别，这不等于没有差别。`,
      guessing: '一个个种子看下来领先、却胜不过最好的常数回答的，不称为更好。',
    },
  },
}
