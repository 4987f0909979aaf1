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
  'adding-1997': {
    title: '加法问题（1997 年的形式）',
    what: '每个时间步给出一个 [−1, 1] 内的数和一个标记。前十步中有一步被标记，T/2 之前另有一步被标记；首末两步各有专门的标记。最后的答案是 0.5 加上两数之和的四分之一。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 4',
    baseline: '永远回答 0.5，两数之和与 0 相差不到 0.16 时算对',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个答案与目标相差不到 0.04`,
  },
  multiplication: {
    title: '乘法问题',
    what: '与 adding-1997 相同，只是数取自 [0, 1]。最后的答案是两个被标记的数之积。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 5',
    baseline: '永远回答 0.04，积小于 0.08 时算对',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}，与目标相差不到 0.04 的答案算对`,
  },
  recall: {
    title: '回忆第一个符号',
    what: '最先出现 K 个符号中的一个，之后全是干扰符号。最后的答案是最先的那个符号。',
    source:
      '源自 Bengio, Simard & Frasconi 1994（IEEE Transactions on Neural Networks 5:157）的锁存问题',
    baseline: '在 K 个符号中猜一个：1/K',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  'two-sequence': {
    title: '两类序列问题',
    what: '最初三个数全是 1 或全是 −1，之后全是噪声。最后的答案：前者为 1，后者为 0。',
    source:
      'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 3a，源自 Bengio, Simard & Frasconi 1994',
    baseline: '总说两个答案中的一个：1/2',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个答案与目标相差不到 0.2`,
  },
  'two-sequence-noisy': {
    title: '两类序列问题，信号带噪声',
    what: '与 two-sequence 相同，只是最初三个数也带噪声。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 3b',
    baseline: '总说两个答案中的一个：1/2',
    solvedWhen: (threshold) =>
      `准确率不低于 ${threshold}（256 个里错不到 6 个），与目标相差不到 0.2 的答案算对`,
  },
  'two-sequence-targets': {
    title: '两类序列问题，目标带噪声',
    what: '与 two-sequence 相同，只是最后的答案是 0.2 或 0.8，而且给出的目标带有噪声，要学的是它的均值。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 3c',
    baseline: '总说两个答案中的一个：1/2',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个答案与去掉噪声的目标相差不超过 0.1`,
  },
  'long-lag': {
    title: '无噪声的长滞后',
    what: '第一个符号是 x 或 y，接着是永远相同的 T − 1 个符号，然后第一个符号再次出现。每一步的答案都是下一个符号。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 2a',
    baseline: '按次序答出中间的符号，再猜最后一个：1/2',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每一步的每个输出与目标相差不到 0.25`,
  },
  'long-lag-random': {
    title: '没有规律的长滞后',
    what: '第一个符号是 x 或 y，接着是从 T − 1 种符号中随机取的 T − 1 个，然后第一个符号再次出现。每一步的答案都是下一个符号，但只有最后一个能够预知。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 2b',
    baseline: '猜最后一个符号：1/2',
    solvedWhen: (threshold) => `准确率为 ${threshold}：最后一步的每个输出与目标相差不到 0.25`,
  },
  'long-lag-distractors': {
    title: '干扰符号之中的长滞后',
    what: '起始符号之后是 x 或 y，接着是 T 个或更多的干扰符号，每个取自 K 种，最后是触发符号。出现触发符号时的答案是那个 x 或 y。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 2c',
    baseline: '总说两个答案中的一个：1/2',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个输出与目标相差不到 0.2`,
  },
  'temporal-order': {
    title: '两个符号的先后',
    what: '在干扰符号之中，有两步各是 X 或 Y，一步靠前，一步在中点之前不远。最后的答案是它们的次序：XX、XY、YX 或 YY。',
    source:
      'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 6a，采用 Pascanu, Mikolov & Bengio 2013（arXiv:1211.5063）的六符号形式',
    baseline: '在四种次序中猜一种：1/4',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  'temporal-order-1997': {
    title: '两个符号的先后（1997 年的形式）',
    what: '在起始符号与触发符号之间，干扰符号之中有两步各是 X 或 Y，一步靠前，一步刚过中点。出现触发符号时的答案是它们的次序：XX、XY、YX 或 YY。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 6a',
    baseline: '在四种次序中猜一种：1/4',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个输出与目标相差不到 0.3`,
  },
  'temporal-order-3': {
    title: '三个符号的先后',
    what: '与 temporal-order-1997 相同，只是有三步是 X 或 Y：靠前、三分之一处之后、三分之二处之后。出现触发符号时的答案是它们的次序，共八种。',
    source: 'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 6b',
    baseline: '在八种次序中猜一种：1/8',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个输出与目标相差不到 0.3`,
  },
  copy: {
    title: '复制记忆',
    what: '先给出十个符号，每个取自 K 种，接着是 T − 1 步空白和一个分隔符。到此为止的答案都是空白，之后按原来的次序答出这十个符号。',
    source: 'Arjovsky, Shah & Bengio 2016（arXiv:1511.06464）',
    baseline: '先一直答空白，再在 K 种符号中猜十次：10·ln K / (T + 20)',
    solvedWhen: (threshold) => `交叉熵低于 ${threshold}，即基线的十分之一`,
  },
  'memory-5-bit': {
    title: '记住五个比特',
    what: '先给出五个符号，每个取自两种，接着是 T − 1 个等待符号和一个提示。到此为止的答案都是等待符号，之后按原来的次序答出这五个符号。',
    source:
      'Martens & Sutskever 2011（ICML，1033–1040），采用 Pascanu, Mikolov & Bengio 2013（arXiv:1211.5063）代码的形式',
    baseline: '在两种符号中猜五次：1/2⁵',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}，每一步都对的序列才算对`,
  },
  'memory-20-bit': {
    title: '记住二十个比特',
    what: '先给出十个符号，每个取自五种，接着是 T − 1 个等待符号和一个提示。到此为止的答案都是等待符号，之后按原来的次序答出这十个符号。',
    source:
      'Martens & Sutskever 2011（ICML，1033–1040），采用 Pascanu, Mikolov & Bengio 2013（arXiv:1211.5063）代码的形式',
    baseline: '在五种符号中猜十次：1/5¹⁰',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}，每一步都对的序列才算对`,
  },
  reber: {
    title: '嵌入式 Reber 文法',
    what: '一个最多 T 个符号的字符串：第二个符号是 T 或 P，接着是一个 Reber 文法的字符串，然后同一个 T 或 P 再次出现。每一步的答案都是下一个符号。',
    source:
      'Hochreiter & Schmidhuber 1997（Neural Computation 9:1735）实验 1，源自 Cleeremans, Servan-Schreiber & McClelland 1989（Neural Computation 1:372）',
    baseline: '总答最短字符串的合法符号：占全部字符串的 1/16，去掉长字符串后略多',
    solvedWhen: (threshold) => `准确率为 ${threshold}：在每个字符串的每一步，合法符号的输出都最大`,
  },
  'continual-reber': {
    title: '连续的嵌入式 Reber 文法',
    what: '嵌入式 Reber 字符串一个接一个，没有任何分界的提示，取其中 T 个符号。每一步的答案都是下一个符号。',
    source: 'Gers, Schmidhuber & Cummins 2000（Neural Computation 12:2451）实验 1',
    baseline: '总答最短字符串的合法符号：大约每两步减半一次',
    solvedWhen: (threshold) => `准确率为 ${threshold}：在每条序列的每一步，合法符号的输出都最大`,
  },
  parity: {
    title: '奇偶校验，最后作答',
    what: '每个时间步给出 1 或 −1。最后的答案是 1 的个数为偶数还是奇数。',
    source: 'Bengio, Simard & Frasconi 1994（IEEE Transactions on Neural Networks 5:157）',
    baseline: '随便猜：1/2',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  'parity-each-step': {
    title: '奇偶校验，每步作答',
    what: '每个时间步给出 1 或 −1。每一步的答案是到此为止 1 的个数为偶数还是奇数。',
    source: '源自 Bengio, Simard & Frasconi 1994（IEEE Transactions on Neural Networks 5:157）',
    baseline: '随便猜：1/2',
    solvedWhen: (threshold) => `准确率不低于 ${threshold}`,
  },
  anbn: {
    title: '语言 aⁿbⁿ',
    what: '起始与结束符号之间是 n 个 a 和 n 个 b；训练中的 n 不超过 T。每一步的答案是接下来可以出现哪些符号。训练之后再试更长的字符串。',
    source: 'Gers & Schmidhuber 2001（IEEE Transactions on Neural Networks 12:1333）',
    baseline: '在 T 个 n 中只对一个：1/T',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个字符串都被接受，即每一步都对`,
  },
  anbncn: {
    title: '语言 aⁿbⁿcⁿ',
    what: '与 anbn 相同，只是 b 之后还有 n 个 c。',
    source: 'Gers & Schmidhuber 2001（IEEE Transactions on Neural Networks 12:1333）',
    baseline: '在 T 个 n 中只对一个：1/T',
    solvedWhen: (threshold) => `准确率为 ${threshold}：每个字符串都被接受，即每一步都对`,
  },
  sonnets: {
    title: '预测莎士比亚十四行诗的下一个字符',
    what: '每个时间步给出前六十首十四行诗中的一个字符（一律小写）；答案是下一个字符。前十分之九用于训练，后十分之一留出。',
    source:
      'Shakespeare 1609；仿 Elman 1990（Cognitive Science 14:179）和 Sutskever, Martens & Hinton 2011（ICML）；字符对的表按 Witten & Bell 1991（IEEE Transactions on Information Theory 37:1085）平滑',
    baseline: '留出部分的字符熵，单位是每字符奈特',
    solvedWhen: (threshold) =>
      `交叉熵低于 ${threshold}，即字符对的表所得的十分之九，因而用到的不止前一个字符`,
  },
  analects: {
    title: '预测《论语》的下一个字',
    what: '每个时间步给出《论语》（简体）中的一个字；答案是下一个字。最常见的 K 个字各为一个符号，其余合为一个符号。前十分之九用于训练，后十分之一留出。',
    source:
      '孔子及其弟子；仿 Elman 1990（Cognitive Science 14:179）和 Sutskever, Martens & Hinton 2011（ICML）；字符对的表按 Witten & Bell 1991（IEEE Transactions on Information Theory 37:1085）平滑',
    baseline: '留出部分的字符熵，单位是每字符奈特',
    solvedWhen: (threshold) =>
      `交叉熵低于 ${threshold}，即字符对的表所得的十分之九，因而用到的不止前一个字`,
  },
}
