import { describe, expect, it } from 'vitest'
import { AST_08, AST_19, halfWords, halvesOf } from '@main/ledgers/assets/rules/checking'
import { AST_14, dutiesOf, type CountDuty } from '@main/ledgers/assets/rules/counting'
import { held } from '../../support/judged'

// The edges of checking by DK-06 三6, DK-07 三十八, BC-31 十 and BZ-10 八.
describe('AST-08', () => {
  it('reads a list of finance with rows, as of a day that has come', () => {
    const listed = (rows: number, asOf: string) => held(AST_08.on({ of: 'list', rows, asOf, today: '2026-05-19' }))
    expect(listed(1, '2026-05-19')).toEqual([])
    expect(listed(0, '2026-05-19')).toEqual(['BLOCK 财务账中没有读到资产行，请核对文件'])
    expect(listed(1, '2026-05-20')).toEqual(['BLOCK 对账截止日不能晚于今天'])
  })

  it('settles each difference once, in words, when the book says so', () => {
    const settled = (more: object) =>
      held(
        AST_08.on({
          of: 'settle',
          kind: 'financeOnly',
          settlement: 'explained',
          note: '财务漏记',
          done: false,
          agrees: undefined,
          ...more
        })
      )
    expect([settled({}), settled({ agrees: true })]).toEqual([[], []])
    expect(settled({ note: ' ' })).toEqual(['NEED 处理情况'])
    expect(settled({ agrees: false })).toEqual(['NEED 已办理的更正'])
    expect(settled({ done: true, note: '' })).toEqual(['BLOCK 这项差异已经处理过'])
  })
})

describe('AST-19', () => {
  it('reports a half after its end, once, to the leader of the day', () => {
    const reported = (more: object) =>
      held(AST_19.on({ ended: true, before: undefined, content: '运行正常', leader: true, ...more }))
    expect(reported({})).toEqual([])
    expect(reported({ ended: false })).toEqual(['BLOCK 这个半年还没有结束，不能报告'])
    expect(reported({ before: 'BG-1' })).toEqual(['BLOCK 这个半年已报告（BG-1），每半年一次'])
    expect(reported({ content: ' ' })).toEqual(['NEED 运行情况'])
    expect(reported({ leader: false })).toEqual(['BLOCK 报告对象应是当日任职的分管领导'])
    expect(halvesOf(2026, 10)).toEqual([
      { half: '2026-H1', to: '2026-06-30', dueOn: '2026-07-10' },
      { half: '2026-H2', to: '2026-12-31', dueOn: '2027-01-10' }
    ])
    expect(halvesOf(2026, 5)[0]?.dueOn).toBe('2026-07-05')
    expect([halfWords('2026-H1'), halfWords('2026-H2')]).toEqual(['2026年上半年', '2026年下半年'])
  })
})

describe('AST-14', () => {
  const none = { quarter4: 0, yearEnd: 0, halfYear: 0, equipment: 0 }
  const named = (on: object) => dutiesOf(2026, { ...none, ...on }).map(({ period, from, to }) => [period, from, to])
  it('counts in the fourth quarter, at the year’s end, each half, equipment in June and December, as the bureau has it', () => {
    expect(named({})).toEqual([])
    expect(named({ quarter4: 1 })).toEqual([['2026-Q4', '2026-10-01', '2026-12-31']])
    expect(named({ yearEnd: 1 })).toEqual([['2026-12', '2026-12-01', '2026-12-31']])
    expect(named({ halfYear: 1 })).toEqual([
      ['2026-H1', '2026-01-01', '2026-06-30'],
      ['2026-H2', '2026-07-01', '2026-12-31']
    ])
    expect(named({ equipment: 1 })).toEqual([
      ['2026-06', '2026-06-01', '2026-06-30'],
      ['2026-12', '2026-12-01', '2026-12-31']
    ])
    const settings = { quarter4: 1, yearEnd: 1, halfYear: 1, equipment: 1 }
    expect(dutiesOf(2026, settings).map(({ duty, scope }) => `${duty} ${scope}`)).toEqual([
      'halfYear all',
      'equipment equipment',
      'quarter4 all',
      'halfYear all',
      'yearEnd all',
      'equipment equipment'
    ])
  })

  const duty = (name: CountDuty['duty']) =>
    dutiesOf(2026, { quarter4: 1, yearEnd: 1, halfYear: 1, equipment: 1 }).findLast((each) => each.duty === name)
  const opened = (more: object) =>
    held(
      AST_14.on({
        of: 'open',
        duty: 'quarter4',
        named: '',
        period: duty('quarter4'),
        today: '2026-10-01',
        doneBy: undefined,
        scope: 'all',
        unitChosen: false,
        office: true,
        finance: true,
        things: 1,
        ...more
      })
    )
  it.each([
    ['in its time, of everything, by both', {}, []],
    ['on its last day', { today: '2026-12-31' }, []],
    ['the day before', { today: '2026-09-30' }, ['BLOCK 第四季度全面盘存（2026-Q4）还没有到时间']],
    ['made up for', { today: '2027-01-01', named: '2026-Q4' }, []],
    [
      'made up for though it was done',
      { today: '2027-01-01', named: '2026-Q4', doneBy: 'PD-1' },
      ['BLOCK 第四季度全面盘存（2026-Q4）已由PD-1完成，不用补做']
    ],
    ['again in its time', { today: '2026-12-31', doneBy: 'PD-1' }, []],
    ['of nothing', { things: 0 }, ['BLOCK 这个范围内没有在账资产']],
    ['of a part', { scope: 'unit' }, ['BLOCK 第四季度全面盘存要盘全部资产，局部盘点不能代替']],
    ['by the office alone', { finance: false }, ['NEED 财务审计装备股盘点人']],
    ['by finance alone', { office: false }, ['NEED 办公室盘点人']],
    ['by neither', { office: false, finance: false }, ['NEED 办公室盘点人、财务审计装备股盘点人']],
    [
      'outside any period',
      { period: undefined },
      ['BLOCK 现在不在第四季度全面盘存的时间内，请按“专项盘点”开展；补做以前没有盘的，请填期间']
    ],
    [
      'of a period that is none',
      { period: undefined, named: '2026-Q9' },
      ['BLOCK 第四季度全面盘存没有“2026-Q9”这个期间，如2026-Q4、2026-06']
    ],
    ['of no duty', { duty: 'none', period: undefined, scope: 'unit', office: false }, []],
    ['of no duty, of nothing', { duty: 'none', period: undefined, things: 0 }, ['BLOCK 这个范围内没有在账资产']],
    ['of no duty, of a period', { duty: 'none', period: undefined, named: '2026-Q4' }, ['BLOCK 专项盘点不填期间']],
    ['of a half by one side', { duty: 'halfYear', period: duty('halfYear'), office: false, finance: false }, []]
  ])('opens a count %s', (_, more, said) => {
    expect(opened(more)).toEqual(said)
  })

  it('counts equipment unit by unit', () => {
    const equipment = { duty: 'equipment', period: duty('equipment'), scope: 'equipment', today: '2026-12-01' }
    expect(opened({ ...equipment, unitChosen: true, finance: false })).toEqual([])
    expect(opened(equipment)).toEqual(['NEED 单位'])
    expect(opened({ ...equipment, unitChosen: true, scope: 'all' })).toEqual([
      'BLOCK 执法装备半年清查盘执法装备（含车辆），请选执法装备范围'
    ])
  })

  it('is counted by its counters while it is counted, by the second one while differences are explained too', () => {
    const counted = (state: string, counter: boolean, second: boolean) =>
      held(AST_14.on({ of: 'count', state, counter, second }))
    const over = 'BLOCK 这次盘点已经不在清点阶段'
    expect([counted('counting', true, false), counted('counting', false, true)]).toEqual([[], []])
    expect(counted('counting', false, false)).toEqual(['BLOCK 您不是这次的盘点人'])
    expect(counted('explaining', false, true)).toEqual([])
    expect(counted('explaining', true, false)).toEqual([over])
    expect(counted('done', false, true)).toEqual([over])
  })

  const closed = (more: object) =>
    held(
      AST_14.on({
        of: 'close',
        notSecond: [],
        unexplained: [],
        explanation: '见说明',
        differences: 1,
        late: undefined,
        ...more
      })
    )
  it('closes with differences counted again and explained one by one, in writing; late by its own word', () => {
    expect(closed({})).toEqual([])
    expect(closed({ notSecond: ['GD1'] })).toEqual(['NEED 复盘'])
    expect(closed({ unexplained: ['GD1'] })).toEqual(['NEED 差异原因、处理意见'])
    expect(closed({ explanation: null })).toEqual(['NEED 书面说明'])
    expect(closed({ explanation: null, differences: 0 })).toEqual([])
    expect(closed({ late: duty('quarter4') })).toEqual(['WARN 第四季度全面盘存应在2026年12月31日前办完，已逾期'])
    const six = ['A', 'B', 'C', 'D', 'E', 'F']
    const said = AST_14.on({
      of: 'close',
      notSecond: six,
      unexplained: six,
      explanation: null,
      differences: 0,
      late: undefined
    }).objections({ profile: 'dongkou', settings: {} })
    expect(said.map(({ message }) => message)).toEqual([
      '差异须由另一人复盘：A、B、C、D、E',
      '差异须逐件写明原因和处理意见：A、B、C、D、E'
    ])
  })

  it('settles what was approved, once, when what it needs is done', () => {
    const settled = (more: object) =>
      held(AST_14.on({ of: 'settle', approved: true, done: false, evidence: true, needed: '建卡入账', ...more }))
    expect(settled({})).toEqual([])
    expect(settled({ approved: false })).toEqual(['NEED 批准的盘点报告'])
    expect(settled({ done: true })).toEqual(['BLOCK 这项差异已经处理过'])
    expect(settled({ evidence: false })).toEqual(['NEED 建卡入账'])
  })
})
