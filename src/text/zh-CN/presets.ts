/** 各预设重做的是什么：出处、论文的结果、哪些相同、哪些不得不改动。 */
import type { PresetTexts } from '../en/presets.ts'
import { earlyPresets } from './early-presets.ts'

export const presets: PresetTexts = {
  ...earlyPresets,
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
