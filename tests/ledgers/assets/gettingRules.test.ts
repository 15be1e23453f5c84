import { describe, expect, it } from 'vitest'
import { allowedIn, AST_01, AST_02, AST_03, AST_04, isLargeBatch } from '@main/ledgers/assets/rules/acquiring'
import { AST_05, AST_06, AST_07, AST_17 } from '@main/ledgers/assets/rules/entering'
import { held, plainBook } from '../../support/judged'

// The edges of getting assets by DK-07 三十四 至 三十六, DK-06 三9, BC-31 四 and BZ-10 一 至 五. Cents.
const office = { profile: 'baicheng-office', settings: {} } as const
const bureau = { profile: 'baicheng-bureau', settings: {} } as const

describe('AST-01', () => {
  const carded = (more: object, book: typeof plainBook = plainBook) =>
    held(
      AST_01.on({ of: 'card', name: '打印机', unitPriceCents: 100_000, lifeMonths: 13, largeBatch: false, ...more }),
      book
    )
  it('makes a card of what costs the threshold and is used over a year', () => {
    expect(carded({})).toEqual([])
    expect(carded({ unitPriceCents: 99_999 })).toEqual(['WARN “打印机”单价999.99元，不到1000元，应登记低值易耗品'])
    expect(carded({ unitPriceCents: 1, largeBatch: true })).toEqual([])
    expect(carded({ lifeMonths: 12 })).toEqual(['WARN “打印机”使用年限不超过一年，不是固定资产'])
    expect(carded({ lifeMonths: null })).toEqual([])
    expect(carded({ unitPriceCents: 50_000 }, office)).toEqual([])
    expect(carded({ unitPriceCents: 49_999 }, office)).toHaveLength(1)
  })

  const low = (more: object) =>
    held(AST_01.on({ of: 'lowValue', name: '折叠椅', unitPriceCents: 9_999, quantity: 10, equipment: false, ...more }))
  it('keeps what is below in the low-value register, many like things that are worth it for a reason', () => {
    expect(low({})).toEqual([])
    expect(low({ unitPriceCents: 100_000, quantity: 1 })).toEqual([
      'WARN “折叠椅”单价1,000.00元，达到1000元，使用一年以上的应建固定资产卡片'
    ])
    expect(low({ unitPriceCents: 99_999, quantity: 1 })).toEqual([])
    const batch = ['WARN “折叠椅”10件，属大批量同类物资，可按固定资产建卡；作低值易耗品请写明原因']
    expect(low({ unitPriceCents: 10_000 })).toEqual(batch)
    expect(low({ unitPriceCents: 10_000, equipment: true })).toEqual([])
    expect(low({ unitPriceCents: 20_000, quantity: 9 })).toEqual([])
    const values = { threshold: 1_000, batchSize: 10 }
    expect(isLargeBatch(values, { quantity: 10, unitPriceCents: 99_999 })).toBe(true)
    expect(isLargeBatch(values, { quantity: 10, unitPriceCents: 100_000 })).toBe(false)
  })
})

describe('AST-02', () => {
  const known = { name: '台式计算机', category: 'instrument' } as const
  const classed = (more: object) =>
    held(AST_02.on({ category: 'instrument', code: 'A02010105', scheme: '2022', known, old: undefined, ...more }))
  it.each([
    ['a code of its class', {}, []],
    ['none, said so', { code: null, scheme: 'none' }, []],
    ['none, of an edition', { code: null }, ['NEED 分类代码']],
    ['one of no edition', { scheme: 'none' }, ['NEED 代码版本']],
    ['one nobody knows', { known: undefined }, ['BLOCK 分类代码A02010105不在国家分类代码表中，请按名称或拼音重新选']],
    ['one of another class', { category: 'furniture' }, ['BLOCK A02010105（台式计算机）属于仪器设备，不是家具用具']],
    [
      'an old one with an heir, whose digits mean something else now',
      { scheme: '2013', old: { name: '台式机', heir: 'A02010105', digitsNowMean: '服务器' } },
      ['WARN A02010105是旧代码（台式机），新代码为A02010105，同样数字在新代码中是“服务器”']
    ],
    [
      'an old one without an heir',
      { scheme: '2013', old: { name: '台式机', heir: undefined, digitsNowMean: undefined } },
      ['WARN A02010105是旧代码（台式机），没有一一对应的新代码，请按用途选']
    ],
    ['an old one nobody knows', { scheme: '2013' }, ['WARN A02010105是旧代码，没有一一对应的新代码，请按用途选']]
  ])('takes %s', (_, more, said) => {
    expect(classed(more)).toEqual(said)
  })
})

describe('AST-03', () => {
  const asked = (more: object, book: typeof plainBook = plainBook) =>
    held(
      AST_03.on({
        of: 'request',
        budget: '年初预算3万元',
        amountCents: 1_000_000,
        largeFromCents: 1_000_000,
        disciplineToldOn: null,
        today: '2026-05-19',
        ...more
      }),
      book
    )
  it('asks with a budget, and tells discipline inspection of large sums where the bureau has to', () => {
    expect(asked({})).toEqual([])
    expect(asked({ budget: ' ' })).toEqual(['NEED 预算'])
    expect(asked({}, bureau)).toEqual(['NEED 通知纪检组的日期'])
    expect(asked({ amountCents: 999_999 }, bureau)).toEqual([])
    expect(asked({ disciplineToldOn: '2026-05-19' }, bureau)).toEqual([])
    expect(asked({ disciplineToldOn: '2026-05-20' })).toEqual(['BLOCK 通知纪检组的日期不能晚于今天'])
  })

  const bought = (more: object) =>
    held(
      AST_03.on({
        of: 'bought',
        state: 'approved',
        approvedOn: '2026-05-19',
        boughtOn: '2026-05-19',
        acquiredOn: '2026-05-19',
        today: '2026-05-19',
        approvedCents: 500_000,
        acceptedCents: 500_000,
        ...more
      })
    )
  it('buys on the day of the approval at the earliest, within it; one given later heals nothing', () => {
    expect(bought({})).toEqual([])
    expect(bought({ state: undefined })).toEqual(['BLOCK 批准的购置审批表'])
    expect(bought({ approvedOn: null })).toEqual(['BLOCK 批准的购置审批表'])
    expect(bought({ boughtOn: '2026-05-18' })).toEqual([
      'BLOCK 2026年5月18日采购在先，2026年5月19日才批准；事后补批不能替代事前审批，请按违规情况报告处理'
    ])
    const after = '采购日期2026年5月20日不能晚于取得日期'
    expect(bought({ boughtOn: '2026-05-20', today: '2026-05-20' })[0]).toContain(`BLOCK ${after}2026年5月19日`)
    expect(bought({ boughtOn: '2026-05-20', acquiredOn: '2026-05-20' })[0]).toContain(`BLOCK ${after}2026年5月20日`)
    expect(bought({ boughtOn: '2026-05-20', acquiredOn: '2026-05-20', today: '2026-05-20' })).toEqual([])
    expect(bought({ acceptedCents: 500_001 })).toEqual(['NEED 超出部分的购置审批'])
  })
})

describe('AST-04', () => {
  const asked = (kind: string, wanted: number, more: object = {}) =>
    held(
      AST_04.on({
        of: 'request',
        room: '402室',
        kinds: [{ kind, wanted, held: 1, people: 4, heavyPrinting: null, ...more }]
      } as Parameters<typeof AST_04.on>[0])
    )
  it('gives one PC a person and one printer a room, another above four people or for much printing', () => {
    expect(asked('computer', 3)).toEqual([])
    expect(asked('computer', 4)).toEqual(['WARN 402室有4人，现有计算机1台，再加4台，超过配备标准（标准4台）'])
    expect(asked('printer', 1)).toEqual(['WARN 402室有4人，现有打印机1台，再加1台，超过配备标准（标准1台）'])
    expect(asked('printer', 1, { people: 5 })).toEqual([])
    expect(asked('printer', 1, { heavyPrinting: '收费窗口' })).toEqual([])
    expect(asked('printer', 2, { people: 5 })).toHaveLength(1)
    for (const kind of ['copier', 'fax']) expect(asked(kind, 1, { held: 0 })[0], kind).toContain('须由分管领导审批')
    expect(asked('none', 99)).toEqual([])
    expect(allowedIn({ kind: 'printer', people: 4, heavyPrinting: '' }, 4)).toBe(1)
  })

  const accepted = (more: object) =>
    held(AST_04.on({ of: 'acceptance', over: '打印机2台', byOffice: true, byLeader: true, leaders: true, ...more }))
  it('accepts what is above the standard with the office’s, for some kinds the leader’s consent', () => {
    expect(accepted({})).toEqual([])
    expect(accepted({ byOffice: false })).toEqual(['NEED 办公室批准增配的意见'])
    expect(accepted({ byLeader: false })).toEqual(['NEED 分管领导意见'])
    expect(accepted({ byLeader: false, leaders: false })).toEqual([])
    expect(accepted({ over: null, byOffice: false, byLeader: false })).toEqual([])
  })
})

describe('AST-05', () => {
  const accepted = (more: object) =>
    held(
      AST_05.on({
        of: 'acceptance',
        bought: true,
        officeSigned: true,
        applicantSigned: true,
        papers: [
          ['合同', true],
          ['发票', true]
        ],
        lines: [{ name: '打印机', quantity: 2, serials: 2 }],
        ...more
      })
    )
  it('is accepted by office and applicant, with every paper, and a serial each or none', () => {
    expect(accepted({})).toEqual([])
    expect(accepted({ officeSigned: false })).toEqual(['NEED 办公室验收人签字'])
    expect(accepted({ strangers: [{ message: '不是这边的人', field: 'applicantId' }] })).toEqual(['BLOCK 不是这边的人'])
    expect(accepted({ applicantSigned: false })).toEqual(['NEED 申请科室验收人签字'])
    expect(
      accepted({
        papers: [
          ['合同', false],
          ['发票', true]
        ]
      })
    ).toEqual(['NEED 合同'])
    expect(accepted({ lines: [{ name: '打印机', quantity: 2, serials: 0 }] })).toEqual([])
    for (const serials of [1, 3])
      expect(accepted({ lines: [{ name: '打印机', quantity: 2, serials }] })).toEqual(['NEED 每件的序列号'])
    const said = (bought: boolean) =>
      AST_05.on({ of: 'acceptance', bought, officeSigned: false, applicantSigned: true, papers: [], lines: [] })
        .objections(plainBook)
        .map(({ message }) => message)
    expect(said(true)).toEqual(['验收须由办公室和申请科室共同签字，手续齐全'])
    expect(said(false)).toEqual(['入账须有依据并由两方签字'])
  })

  const line = { name: '打印机', unitPriceCents: 120_000, unitName: '一中队' }
  const entered = (more: object) =>
    held(
      AST_05.on({
        of: 'entry',
        accepted: 3,
        before: 1,
        asked: 2,
        line,
        done: { name: '打印机', cents: 240_000, unitName: '一中队' },
        ...more
      })
    )
  it('enters what was accepted: so many, by that name, at that price, for that unit', () => {
    const done = { name: '打印机', cents: 240_000, unitName: '一中队' }
    expect(entered({})).toEqual([])
    expect(entered({ before: 2 })).toEqual(['BLOCK “打印机”验收3件，已入账2件，不能再入账2件'])
    expect(entered({ done: { ...done, name: '扫描仪' } })).toEqual([
      'WARN 验收的是“打印机”，卡片写的是“扫描仪”，请写明原因'
    ])
    for (const cents of [239_999, 240_001]) expect(entered({ done: { ...done, cents } })).toHaveLength(1)
    expect(entered({ done: { ...done, unitName: '二中队' } })).toEqual([
      'WARN 验收单的使用部门是一中队，卡片写的是二中队，请核对或写明原因'
    ])
  })
})

describe('AST-06', () => {
  const kept = (more: object) =>
    held(
      AST_06.on({
        name: '打印机',
        user: '彭一帆',
        keeper: '罗振邦',
        numberTakenBy: undefined,
        serialTakenBy: undefined,
        videoConference: false,
        unitName: '一中队',
        ...more
      })
    )
  it.each([
    ['with user and keeper', {}, []],
    ['without a user', { user: null }, ['NEED 使用人']],
    ['without a keeper', { keeper: null }, ['NEED 保管人']],
    ['with nobody', { user: null, keeper: null }, ['NEED 使用人、保管人']],
    ['of a number that is taken', { numberTakenBy: '电脑' }, ['BLOCK 资产编号已用于“电脑”，一个编号只能有一张卡']],
    ['of a serial that is taken', { serialTakenBy: '电脑' }, ['BLOCK 序列号已登记在“电脑”名下，请核对实物']],
    ['of a video conference elsewhere', { videoConference: true }, ['WARN 视频会议设备由指挥中心管理']],
    ['of a video conference where it belongs', { videoConference: true, unitName: '数字指挥中心' }, []]
  ])('makes a card %s', (_, more, said) => {
    expect(kept(more)).toEqual(said)
  })
})

describe('AST-07', () => {
  it('confirms the label that was scanned, of what is in the book', () => {
    const confirmed = (scanned: string, gone = false) => held(AST_07.on({ number: 'GD00001', scanned, gone }))
    expect(confirmed('GD00001')).toEqual([])
    expect(confirmed('gd００００１')).toEqual([])
    expect(confirmed('GD00002')).toEqual(['BLOCK 扫到的是GD00002，不是这件资产的标签（GD00001）'])
    expect(confirmed('GD00001', true)).toEqual(['BLOCK 资产已下账，不再贴标签'])
  })
})

describe('AST-17', () => {
  const entered = (more: object) =>
    held(
      AST_17.on({
        acquiredOn: '2026-05-12',
        enteredOn: '2026-05-19',
        dueOn: '2026-05-19',
        today: '2026-05-19',
        ...more
      })
    )
  it('enters by the last day, from the day it came on, none to come', () => {
    const late = ['WARN 应在2026年5月18日前入账，已超期']
    expect(entered({})).toEqual([])
    expect(entered({ dueOn: '2026-05-18' })).toEqual(late)
    expect(entered({ dueOn: null })).toEqual([])
    expect(entered({ enteredOn: '2026-05-12' })).toEqual([])
    expect(entered({ enteredOn: '2026-05-11' })).toEqual(['BLOCK 入账日期2026年5月11日早于取得日期2026年5月12日'])
    expect(entered({ enteredOn: '2026-05-20' })).toEqual(['BLOCK 取得日期和入账日期不能晚于今天'])
    expect(entered({ acquiredOn: '2026-05-20', enteredOn: '2026-05-20', dueOn: '2026-05-18' })).toEqual([
      'BLOCK 取得日期和入账日期不能晚于今天'
    ])
    expect(entered({ acquiredOn: '2026-05-19', dueOn: '2026-05-18' })).toEqual(late)
  })
})
