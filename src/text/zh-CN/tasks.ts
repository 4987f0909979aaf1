/** 各任务的说明。 */
import type { TaskTexts } from '../en/tasks.ts'

export const tasks: TaskTexts = {
  adding: {
    title: '加法问题',
    what: '每个时间步给出一个 [0, 1) 内的数和一个标记。前后两半各有一步被标记；最后的答案是这两个被标记的数之和。',
    source:
      'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 4，采用 Le, Jaitly & Hinton 2015（arXiv:1504.00941）的形式',
    baseline: '永远回答 1，其误差即这个和的方差：2·1/12 = 1/6',
    solvedWhen: (threshold) => `均方误差低于 ${threshold}`,
  },
  recall: {
    title: '回忆第一个符号',
    what: '最先出现 K 个符号中的一个，之后全是干扰符号。最后的答案是最先的那个符号。',
    source: '源自 Bengio, Simard & Frasconi 1994（IEEE Transactions on Neural Networks 5:157）的锁存问题',
    baseline: '在 K 个符号中猜一个：1/K',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  'temporal-order': {
    title: '两个符号的先后',
    what: '在干扰符号之中，有两步各是 X 或 Y，一步靠前，一步在中点之前不远。最后的答案是它们的次序：XX、XY、YX 或 YY。',
    source:
      'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 6a，采用 Pascanu, Mikolov & Bengio 2013（arXiv:1211.5063）的六符号形式',
    baseline: '在四种次序中猜一种：1/4',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  copy: {
    title: '复制记忆',
    what: '先给出十个符号，每个取自 K 种，接着是 T − 1 步空白和一个分隔符。到此为止的答案都是空白，之后按原来的次序答出这十个符号。',
    source: 'Arjovsky, Shah & Bengio 2016（arXiv:1511.06464）',
    baseline: '先一直答空白，再在 K 种符号中猜十次：10·ln K / (T + 20)',
    solvedWhen: (threshold) => `交叉熵低于 ${threshold}，即基线的十分之一`,
  },
}
