/** 各预设重做的是什么：出处、论文的结果、哪些相同、哪些不得不改动。 */
import type { PresetTexts } from '../en/presets.ts'

export const presets: PresetTexts = {
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
  'pascanu2013-temporal-order': {
    title: '不同长度的时间顺序任务，有无梯度裁剪',
    source: 'Pascanu, Mikolov & Bengio 2013（arXiv:1211.5063），图 7',
    reports:
      '能解决时间顺序任务的 tanh RNN 的比例随长度下降；梯度裁剪有帮助。只有图，正文没有数字。',
    same: [
      '50 个单元的 tanh RNN，每批 20 个序列，按范数 1 裁剪',
      '六种符号；错误少于 1 % 算作解决',
    ],
    differs: [
      '短版：用 Adam（0.003）更新 3,000 步，而不是用 SGD（0.01）更新至多五百万步；--full 用 SGD',
      '第二个符号在序列的第五个十分之一里，而不是第六个；权重从 U(±1/√H) 而不是 N(0, 0.1) 开始',
      '512 个留出序列，而不是 10,000 个',
    ],
    rows: {
      'falls-with-length': 'T = 10 时解决的比 T = 50 时多（有裁剪、无裁剪）',
      'clipping-helps': '有裁剪时解决的一样多或更多（四种长度）',
      'free-10': 'T = 10、无裁剪时解决',
      'free-20': 'T = 20、无裁剪时解决',
      'free-30': 'T = 30、无裁剪时解决',
      'free-50': 'T = 50、无裁剪时解决',
      'clipped-10': 'T = 10、有裁剪时解决',
      'clipped-20': 'T = 20、有裁剪时解决',
      'clipped-30': 'T = 30、有裁剪时解决',
      'clipped-50': 'T = 50、有裁剪时解决',
    },
  },
  'le2015-adding': {
    title: 'T = 150 的加法任务',
    source: 'Le, Jaitly & Hinton 2015（arXiv:1504.00941），图 2',
    reports: 'T = 150 时 LSTM 解决加法任务，tanh RNN 停在常数回答的误差上。只有图。',
    same: ['T = 150；目标是和，前后两半各有一个标记', '遗忘门偏置为 4，是原文搜索过的取值之一'],
    differs: [
      '用 Adam，而不是搜索过学习率的 SGD；更新 2,000 步，每步 32 个序列',
      '短版：32 个单元，而不是 100 个',
      '手头没有这篇论文；其结果是按引用者的转述写的',
    ],
    rows: { lstm: 'LSTM 解决', rnn: 'tanh RNN 停在常数回答附近（高于 0.13）' },
  },
  'jozefowicz2015-forget-bias': {
    title: '遗忘门偏置取 1',
    source: 'Jozefowicz, Zaremba & Sutskever 2015（ICML，PMLR 37:2342）',
    reports: '遗忘门偏置为 1 的 LSTM 比偏置为 0 的好得多。',
    same: ['遗忘门偏置为 0 和 1 的 LSTM，其余完全相同'],
    differs: ['用玩具任务（T = 50 的时间顺序）代替算术、XML 和文本', '两者用同样的设置'],
    rows: {
      'one-before-zero': '偏置为 1 时解决，且比偏置为 0 时早',
      'solved-with-zero': '偏置为 0 时解决',
      'solved-with-one': '偏置为 1 时解决',
    },
  },
  'greff2015-ablations': {
    title: '每次去掉一个部件',
    source: 'Greff et al. 2015（arXiv:1503.04069），第 5 节',
    reports: '遗忘门和输出激活函数是最关键的部件；把输入门与遗忘门耦合没有害处。',
    same: ['原文中不含窥视孔连接的各种变体'],
    differs: [
      '用玩具任务（T = 50 的加法）代替语音、手写和音乐',
      '不搜索超参数：一种设置、10 个种子；解决所需步数达到 1.5 倍就算缺了它不行',
    ],
    rows: {
      'forget-gate-missed': '没有遗忘门时更慢，或解决不了',
      'output-activation-missed': '输出处没有 tanh 时更慢，或解决不了',
      'coupled-not-missed': '输入门与遗忘门耦合时并不更慢',
      'input-gate-missed': '没有输入门时更慢，或解决不了',
      'output-gate-missed': '没有输出门时更慢，或解决不了',
      'candidate-tanh-missed': '候选值没有 tanh 时更慢，或解决不了',
    },
  },
  'arjovsky2016-copy': {
    title: '延迟 100 步的复制记忆',
    source: 'Arjovsky, Shah & Bengio 2016（arXiv:1511.06464），图 1',
    reports:
      'LSTM 和 tanh RNN 都停在“答空白再猜”的交叉熵上，即 10 ln 8/(T + 20)：T = 100 时为 0.173。',
    same: ['任务、对所有时间步计算的损失、每批 20 个序列、遗忘门偏置 1'],
    differs: [
      '用 Adam，而不是 RMSprop；裁剪梯度的范数，而不是各分量；h_0 为零，不参与学习；没有窥视孔连接',
      '短版：40 个单元，更新 1,200 步',
    ],
    rows: {
      baseline: '最终 LSTM 的交叉熵（论文：基线）',
      'lstm-at-baseline': 'LSTM 最终与基线相差不到 5 %',
      'rnn-at-baseline': 'tanh RNN 最终与基线相差不到 5 %',
    },
  },
  'tallec2018-chrono': {
    title: '加法任务上的 chrono 初始化',
    source: 'Tallec & Ollivier 2018（arXiv:1804.11188），第 3 节',
    reports: '用 chrono 初始化的 LSTM 比遗忘门偏置为 1 时更早解决加法任务，T = 750 时约快七倍。',
    same: ['b_f = log U[1, T − 1]，b_i = −b_f，与 b_f = 1 相比'],
    differs: [
      '用带裁剪的 Adam，而不是 RMSprop',
      '短版：T = 200、32 个单元、更新 1,500 步；--full 用 T = 750 和 128 个单元',
    ],
    rows: {
      'chrono-solves': '用 chrono 时解决',
      'chrono-first': '用 chrono 时比偏置为 1 时更早解决',
      'solved-with-one': '偏置为 1 时解决',
      runs: '运行次数',
    },
  },
  'gradient-at-start': {
    title: '训练之前的梯度，逐一比较各种初始化',
    source:
      '本项目开始前用 PyTorch 2.13（float64）计算；理论见 Pascanu et al. 2013 与 Tallec & Ollivier 2018',
    reports:
      '在 T = 100 的加法任务上，默认 RNN 的 ∂L/∂h_1 比 ∂L/∂h_T 小 24 个数量级，正交初始化的小 1.4 个；LSTM 的 ∂L/∂c_1，遗忘门偏置为 0 时小 20 个，为 1 时小 7 个，为 3 时不变，用 chrono 时小 0.7 个。',
    same: ['H = B = 32，权重取自 U(±1/√H)，对各种子取 log10 ‖∂L/∂·_1‖/‖∂L/∂·_T‖ 的平均'],
    differs: [
      '这里 LSTM 的偏置除遗忘门（以及 chrono 的输入门）外都是零；参考计算用 nn.LSTM 的偏置，每个门都有两个取自 U(±1/√H) 的随机偏置。遗忘门偏置为 3 时梯度几乎不增不减，仅此一点就差半个数量级：零偏置得 0.7 ± 0.1，随机偏置得 0.1 ± 0.1（float64，40 个种子）；其余偏置下，这一差别小于种子之间的差别',
      '随机数不同；40 个种子，而不是十个；用自带指数的 float32，而不是 float64',
    ],
    rows: {
      'rnn-uniform': 'RNN，均匀初始化（数量级）',
      'rnn-orthogonal': 'RNN，正交初始化（数量级）',
      'lstm-bias-0': 'LSTM，遗忘门偏置 0（数量级）',
      'lstm-bias-1': 'LSTM，遗忘门偏置 1（数量级）',
      'lstm-bias-3': 'LSTM，遗忘门偏置 3（数量级）',
      'lstm-chrono': 'LSTM，chrono（数量级）',
    },
  },
  'claims-adding': {
    title: 'README 关于加法任务的断言',
    source: '本项目的 README',
    reports:
      '用 chrono 初始化的 LSTM 在 1,500 步内解决 T = 50、100、200 的加法任务；RNN 一个也解决不了。',
    same: ['除 --forget-bias chrono 外，都是 gatelab compare 的默认设置'],
    differs: ['短版：5 个种子；--full 用 10 个'],
    rows: {
      'lstm-50': 'LSTM 解决 T = 50',
      'rnn-50': 'RNN 解决不了 T = 50',
      'lstm-100': 'LSTM 解决 T = 100',
      'rnn-100': 'RNN 解决不了 T = 100',
      'lstm-200': 'LSTM 解决 T = 200',
      'rnn-200': 'RNN 解决不了 T = 200',
    },
  },
}
