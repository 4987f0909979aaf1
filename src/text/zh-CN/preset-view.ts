import type { preset as en } from '../en/preset-view.ts'

/** What papers report, and what came out here. */
export const preset: typeof en = {
  verdicts: { reproduces: '重现', 'right-order': '数量级相符', 'does-not-reproduce': '未能重现' },
  columns: {
    what: '内容',
    paper: '论文',
    reference: '参考值',
    readme: 'README',
    ours: '这里',
    verdict: '结论',
  },
  saysSo: '如此断言',
  which: (name, form) => `${name}，${form}。`,
  sections: { same: '相同之处', differs: '不得不改动之处', trials: '1997 年 LSTM 的各次试验' },
  trials: {
    caption: (experiment, weights, of) =>
      `实验 ${experiment}，${weights} 个权重：达到各准则所用的序列数（– 表示从未达到）、总序列数、结束时 ${of} 个新序列中答错的个数。`,
    sequences: '序列数',
    wrong: '错误',
  },
  unexpected: (expected) => `期望至少“${expected}”，结果没有达到。`,
  share: (count, of) => `${count}/${of}`,
  source: (source) => `出处：${source}`,
  reports: (words) => `其结果：${words}`,
  same: '相同之处：',
  differs: '不得不改动之处：',
  partial: '尚未全部跑完：没有结论。',
  form: { short: '短版', full: '完整版' },
  minutes: (minutes) => `两个核心上约 ${minutes} 分钟`,
  rule: '判定规则事先定好：数值相差不到 1.25 倍、比例相差不到 0.15、大小相差不到一个数量级、断言在十次中至少九次成立，算重现；相差不到三倍、0.35、三个数量级，或在半数以上成立，算数量级相符。以最差的一行为准。',
}
