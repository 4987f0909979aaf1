/** 2001 年及以前的论文的预设。 */

import type { earlyPresets as english } from '../en/early-presets.ts'
import type { PresetTexts } from '../en/presets.ts'

export const earlyPresets: Pick<PresetTexts, keyof typeof english> = {
  'hochreiter1996-guessing': {
    title: '随机猜测权重',
    source: 'Hochreiter & Schmidhuber 1996（NIPS 9:473），以及他们 1997 年论文的实验 3a',
    reports:
      '随机猜测全部权重，比任何学习方法都更快地解决双序列（锁存）问题；1997 年的论文因此转向猜测解决不了的任务。',
    same: [
      'T = 100 到 110 的双序列任务，每次猜测都重新抽取全部权重',
      '1997 年的加法与时间顺序任务，T = 100 到 110',
    ],
    differs: ['五个种子各猜 50,000 次，网络与取值范围轮流，而不是一直猜到对为止'],
    rows: {
      latch: '猜测解决双序列任务',
      adding: '猜测解决不了加法任务',
      order: '猜测解决不了时间顺序任务',
      first: '猜到第一个能解决双序列任务的网络所用的次数（中位数）',
    },
  },

  'hochreiter1997-two-sequence': {
    title: '实验 3a：双序列',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735），表 4，T = 100，N = 3',
    reports: '10 次试验全部达到第一个标准，平均用 27,380 个序列；第二个标准平均用 39,850 个。',
    same: [
      '1997 年的 LSTM：没有遗忘门、截断梯度、特有的压缩函数、一次一个序列；102 个权重',
      '学习率 1，门偏置 −1、−3、−5 与 −2、−4、−6，测试集 256 个序列',
    ],
    differs: ['每 1,000 个序列看一次测试集（论文没有说明）；满 100,000 个序列就放弃该次试验'],
    rows: {
      first: '达到第一个标准的试验（256 个序列无一错误）',
      'first-sequences': '到那时的序列数，平均',
      second: '达到第二个标准的试验（且平均误差低于 0.01）',
      'second-sequences': '到那时的序列数，平均',
    },
  },

  'hochreiter1997-adding': {
    title: '实验 4：T = 100 的加法',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735），表 7',
    reports:
      '10 次试验全部停止，平均用 74,000 个序列：连续 2,000 个误差都小于 0.04，平均误差低于 0.01。',
    same: ['1997 年的 LSTM，93 个权重，学习率 0.5，输入门偏置 −3 与 −6，一次一个序列'],
    differs: [
      '短版：满 100,000 个序列就放弃（线性读出为 150,000 个）；--full 为 400,000 个',
      '除论文的标准外，还列出其实验 5 的标准：最近 2,000 个中错误少于 140 个、少于 13 个',
    ],
    rows: {
      stopped: '停止的试验',
      sequences: '到那时的序列数，平均',
      relaxed: '2,000 个中错误少于 140 个的试验',
      'relaxed-sequences': '到那时的序列数，平均',
      closer: '2,000 个中错误少于 13 个的试验',
      'closer-sequences': '到那时的序列数，平均',
      linear: '用线性读出时停止的试验（这不是论文的网络）',
      'linear-sequences': '到那时的序列数，平均',
    },
  },

  'hochreiter1997-multiplication': {
    title: '实验 5：T = 100 的乘法',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735），表 8',
    reports:
      '10 次试验中，最近 2,000 个里错误少于 140 个平均用 482,000 个序列，少于 13 个平均用 1,273,000 个。',
    same: ['1997 年的 LSTM，93 个权重，学习率 0.1，一次一个序列；误差小于 0.04 算对'],
    differs: [
      '短版：4 次试验，至多 700,000 个序列，因此不判定第二个标准；--full：10 次，至多 250 万个',
    ],
    rows: {
      loose: '2,000 个中错误少于 140 个的试验',
      'loose-sequences': '到那时的序列数，平均',
      closer: '2,000 个中错误少于 13 个的试验',
      'closer-sequences': '到那时的序列数，平均',
    },
  },

  'hochreiter1997-temporal-order': {
    title: '实验 6a：两个符号的时间顺序',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735），表 9',
    reports: '20 次试验全部停止，平均用 31,390 个序列；2,560 个测试序列中错 1 个。',
    same: [
      '1997 年的 LSTM：没有遗忘门、截断梯度、特有的压缩函数、一次一个序列；156 个权重',
      '学习率 0.5，输入门偏置 −2 与 −4；连续 2,000 个误差都小于 0.3 且平均误差低于 0.1 时停止',
    ],
    differs: ['随机数不同'],
    rows: {
      stopped: '停止的试验',
      sequences: '到那时的序列数，平均',
      wrong: '2,560 个测试序列中的错误，平均',
    },
  },

  'gers2000-continual-reber': {
    title: '不复位的序列流，有无遗忘门',
    source: 'Gers, Schmidhuber & Cummins 2000（Neural Computation 12:2451）',
    reports:
      '在连续的嵌入式 Reber 串流上，没有遗忘门的 LSTM 失败；有遗忘门时，18 % 的网络在一百万个符号上毫无差错（学习率递减时 62 %）。',
    same: ['同样的串流，每一步预测下一个符号，序列内不复位；同一网络，有无遗忘门'],
    differs: [
      '现代的 LSTM、Adam、每批 32 条长 500 个符号的流；12 个单元；在 512 条留出的流上毫无差错算作解决',
      '这篇论文只是通过别人的笔记得知的',
    ],
    rows: { with: '有遗忘门时解决', without: '没有遗忘门时解决不了' },
  },

  'gers2001-anbn': {
    title: '计数：aⁿbⁿ，训练到 n = 10',
    source: 'Gers & Schmidhuber 2001（IEEE Transactions on Neural Networks 12:1333）',
    reports: '只用 n ≤ 10 训练，最好的（带窥视孔的）LSTM 能接受直到 1,000 的每个 n。',
    same: ['n = 1 到 10 的串，每一步预测合法的下一个符号；全部正确才算接受'],
    differs: [
      '不带窥视孔的标准 LSTM、Adam、16 个单元、更新 2,000 步，每步 32 个串',
      '手头没有这篇论文；其数字是按引用者的转述写的',
    ],
    rows: {
      learned: 'LSTM 接受直到 10 的每个 n',
      beyond: '接受的比训练过的更长',
      best: '最好的 LSTM 接受每个 n，直到',
      lstm: 'LSTM，各种子的中位数',
      rnn: 'RNN，各种子的中位数',
    },
  },
}
