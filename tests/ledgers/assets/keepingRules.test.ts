import { describe, expect, it } from 'vitest'
import {
  allottedByMeeting,
  AST_09,
  AST_10,
  AST_11,
  notAtHand,
  type HeldThing
} from '@main/ledgers/assets/rules/custody'
import { AST_16, standardFloor } from '@main/ledgers/assets/rules/equipment'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of custody and equipment by DK-06 二、三, DK-07 三十六, BC-31 六、九, BZ-10 六、七. Cents.
const office = { profile: 'baicheng-office', settings: {} } as const
const bureau = { profile: 'baicheng-bureau', settings: {} } as const
const thing: HeldThing = {
  number: 'GD1',
  name: '打印机',
  state: 'inUse',
  category: 'instrument',
  equipmentKind: 'none'
}
const words = '“打印机”（GD1）'

describe('AST-09', () => {
  it('passes on what is at hand', () => {
    const said = (state: HeldThing['state']) => notAtHand([{ ...thing, state }]).map(({ message }) => message)
    expect([said('inUse'), said('idle')]).toEqual([[], []])
    const atHand = (state: HeldThing['state']) => held(AST_09.on({ of: 'atHand', things: [{ ...thing, state }] }))
    expect([atHand('inUse'), atHand('lent')]).toEqual([[], [`BLOCK ${words}正借出，先办归还`]])
    expect(said('lent')).toEqual([`${words}正借出，先办归还`])
    expect(said('missing')).toEqual([`${words}缺失待查，先查明责任`])
    expect(said('awaiting')).toEqual([`${words}正在办理处置`])
    expect(said('gone')).toEqual([`${words}已下账`])
    expect(said('repairing')).toEqual([`${words}正在维修，修好后再办`])
  })

  const asked = (more: object) =>
    held(
      AST_09.on({
        of: 'request',
        things: [thing],
        between: true,
        nothingChanges: false,
        meeting: null,
        meetingOn: null,
        minutesNumber: null,
        ...more
      })
    )
  it('asks for a move that moves something; cars and equipment between units by the leaders’ meeting', () => {
    expect(asked({})).toEqual([])
    expect(asked({ nothingChanges: true })).toEqual(['BLOCK 使用单位、使用人、保管人、存放地都没有变，不需要转移'])
    for (const special of [
      { ...thing, category: 'vehicle' },
      { ...thing, equipmentKind: 'radio' }
    ] as const) {
      const things = [thing, special]
      expect(asked({ things })).toEqual(['NEED 会议名称、会议日期、纪要编号'])
      expect(asked({ things, between: false })).toEqual([])
      expect(asked({ things, meeting: '局务会', meetingOn: '2026-05-19', minutesNumber: '3号' })).toEqual([])
      expect(asked({ things, meeting: '局务会', minutesNumber: '3号' })).toEqual(['NEED 会议日期'])
      expect(allottedByMeeting(special)).toBe(true)
    }
    expect(allottedByMeeting(thing)).toBe(false)
    expect(asked({ things: [{ ...thing, state: 'lent' }] })).toEqual([`BLOCK ${words}正借出，先办归还`])
  })

  it('changes user and place within a unit at once, in some bureaus only by request; the unit never', () => {
    const direct = (between: boolean, book: typeof plainBook) => held(AST_09.on({ of: 'direct', between }), book)
    expect(direct(false, plainBook)).toEqual([])
    expect(direct(false, office)).toEqual(['NEED 批准的转移申请表'])
    for (const book of [plainBook, office]) expect(direct(true, book)).toEqual(['NEED 批准的转移申请表'])
  })

  it('passes when it is approved, all is as it was, and both have signed', () => {
    const passed = (more: object) =>
      held(AST_09.on({ of: 'complete', approved: true, things: [thing], moved: [], missingSignatures: [], ...more }))
    expect(passed({})).toEqual([])
    expect(passed({ approved: false })).toEqual(['NEED 批准的转移申请表'])
    expect(passed({ things: [{ ...thing, state: 'gone' }] })).toEqual([`BLOCK ${words}已下账`])
    expect(passed({ moved: ['GD1'] })).toEqual(['BLOCK GD1批准后使用单位或保管人已变动，请重新申请'])
    expect(passed({ missingSignatures: ['接收人签字'] })).toEqual(['NEED 接收人签字'])
  })
})

describe('AST-10', () => {
  it('asks for the repair of what is there, once', () => {
    const asked = (state: HeldThing['state'], open?: string) =>
      held(AST_10.on({ of: 'request', thing: { ...thing, state }, open }))
    expect([asked('inUse'), asked('lent')]).toEqual([[], []])
    expect(asked('gone')).toEqual([`BLOCK ${words}已下账，不能报修`])
    expect(asked('missing')).toEqual([`BLOCK ${words}缺失待查，不能报修`])
    expect(asked('inUse', 'BX-1')).toEqual(['BLOCK 报修单BX-1还没有办完'])
  })

  it('is arranged by the office, of equipment by finance and equipment', () => {
    const arranged = (equipment: boolean, byOffice: boolean, byEquipment: boolean, sent?: HeldThing) =>
      held(AST_10.on({ of: 'arrange', equipment, byOffice, byEquipment, thing: sent }))
    expect(arranged(false, true, false, thing)).toEqual([])
    expect(arranged(false, true, false, { ...thing, state: 'lent' })).toEqual([`BLOCK ${words}正借出，先办归还`])
    expect([arranged(false, true, false), arranged(true, false, true)]).toEqual([[], []])
    expect(arranged(false, false, true)).toEqual(['BLOCK 由办公室联系维修'])
    expect(arranged(true, true, false)).toEqual(['BLOCK 执法装备由财务审计装备股安排维修'])
  })

  it('ends with vendor and cost, nothing said as nothing; a cost in warranty is asked about', () => {
    const finished = (more: object) =>
      held(AST_10.on({ of: 'finish', vendor: '科达', costCents: 0, result: '修好', inWarranty: false, ...more }))
    expect(finished({})).toEqual([])
    expect(finished({ vendor: null })).toEqual(['NEED 维修厂商'])
    expect(finished({ costCents: null })).toEqual(['NEED 维修费用（没有费用填0）'])
    expect(finished({ costCents: 1 })).toEqual([])
    expect(finished({ inWarranty: true })).toEqual([])
    expect(finished({ inWarranty: true, costCents: 1 })).toEqual(['WARN 报修时尚在质保期内，却有费用0.01元'])
  })
})

describe('AST-11', () => {
  const out = (more: object, book: typeof plainBook = plainBook) =>
    held(
      AST_11.on({
        of: 'out',
        thing,
        originalCents: 999_999,
        fromDay: '2026-05-19',
        dueOn: '2026-05-19',
        meeting: null,
        minutesNumber: null,
        ...more
      }),
      book
    )
  it('lends what may be lent, large things by collective decision', () => {
    expect(out({})).toEqual([])
    expect(out({ originalCents: 1_000_000 })).toEqual(['NEED 会议名称、纪要编号'])
    expect(out({ originalCents: 1_000_000, meeting: '局务会' })).toEqual(['NEED 纪要编号'])
    expect(out({ originalCents: 1_000_000, minutesNumber: '3号' })).toEqual(['NEED 会议名称'])
    expect(out({ originalCents: 1_000_000, meeting: '局务会', minutesNumber: '3号' })).toEqual([])
    expect(out({}, bookWith('AST-11', { largeYuan: 9_999 }))).toHaveLength(1)
    expect(out({ dueOn: '2026-05-18' })).toEqual(['BLOCK 归还日期不能早于借出日期'])
    expect(out({ thing: { ...thing, state: 'awaiting' } })).toEqual([`BLOCK ${words}正在办理处置`])
  })

  it('never lends cars, uniforms and insignia; recorders where the regulation allows it', () => {
    const never = [`BLOCK ${words}不得转借他人`]
    expect(out({ thing: { ...thing, category: 'vehicle' } })).toEqual(never)
    expect(out({ thing: { ...thing, equipmentKind: 'uniform' } })).toEqual(never)
    expect(out({ thing: { ...thing, equipmentKind: 'insignia' } })).toEqual(never)
    const recorder = { thing: { ...thing, equipmentKind: 'bodyCamera' } }
    expect(out(recorder)).toEqual([])
    expect(out(recorder, bureau)).toEqual(['BLOCK 执法记录仪严禁转借其他单位和个人'])
    expect(out({ thing: { ...thing, equipmentKind: 'radio' } }, bureau)).toEqual([])
  })

  it('hands over within the days that were approved', () => {
    const handed = (today: string, more: object = {}) =>
      held(
        AST_11.on({
          of: 'handOver',
          approved: true,
          thing,
          fromDay: '2026-05-19',
          dueOn: '2026-05-21',
          today,
          ...more
        })
      )
    const said = ['BLOCK 批准的借用期限是2026年5月19日至2026年5月21日，今天不能借出']
    expect([handed('2026-05-19'), handed('2026-05-21')]).toEqual([[], []])
    expect([handed('2026-05-18'), handed('2026-05-22')]).toEqual([said, said])
    expect(handed('2026-05-19', { approved: false })).toEqual(['NEED 分管领导批准'])
    expect(handed('2026-05-19', { thing: { ...thing, state: 'lent' } })).toHaveLength(1)
  })

  it('registers what is borrowed for long with keeper and place', () => {
    const borrowed = (more: object) =>
      held(AST_11.on({ of: 'in', keeper: true, place: '301室', fromDay: '2026-05-19', dueOn: '2026-05-19', ...more }))
    expect(borrowed({})).toEqual([])
    expect(borrowed({ keeper: false })).toEqual(['WARN 保管人'])
    expect(borrowed({ place: null })).toEqual(['WARN 存放地'])
    expect(borrowed({ dueOn: '2026-05-18' })).toEqual(['BLOCK 归还日期不能早于借入日期'])
  })
})

describe('AST-16', () => {
  const asked = (more: object) =>
    held(
      AST_16.on({
        of: 'request',
        kind: 'radio',
        person: '彭一帆',
        certified: true,
        held: 0,
        quantity: 1,
        thing: undefined,
        inOtherHands: undefined,
        stock: undefined,
        ...more
      })
    )
  it.each([
    ['a radio', { certified: false }, []],
    ['a uniform, certified', { kind: 'uniform' }, []],
    [
      'a uniform, not certified',
      { kind: 'uniform', certified: false },
      ['BLOCK 彭一帆没有有效的执法证，不能配发制式服装']
    ],
    [
      'insignia, not certified',
      { kind: 'insignia', certified: false },
      ['BLOCK 彭一帆没有有效的执法证，不能配发标志标识']
    ],
    [
      'a recorder, not certified',
      { kind: 'bodyCamera', certified: false },
      ['BLOCK 彭一帆没有有效的执法证，不能配发执法记录仪']
    ],
    ['a second recorder', { kind: 'bodyCamera', held: 1 }, ['WARN 彭一帆已领用1部执法记录仪']],
    ['a first work card', { kind: 'workCard' }, []],
    [
      'a second work card',
      { kind: 'workCard', held: 1 },
      ['BLOCK 彭一帆已有工作证，每人一证；遗失的先办遗失登记再补发']
    ],
    [
      'two work cards',
      { kind: 'workCard', quantity: 2 },
      ['BLOCK 彭一帆已有工作证，每人一证；遗失的先办遗失登记再补发']
    ],
    ['what is lent', { thing: { ...thing, state: 'lent' } }, [`BLOCK ${words}正借出，先办归还`]],
    ['what somebody has', { inOtherHands: '石大勇' }, ['BLOCK 这件装备在石大勇名下，先办交回']],
    ['all there are', { stock: 1 }, []],
    ['more than there are', { stock: 1, quantity: 2 }, ['BLOCK 库存只有1件，不够2件']]
  ])('asks for %s', (_, more, said) => {
    expect(asked(more)).toEqual(said)
  })

  const issued = (more: object) =>
    held(
      AST_16.on({
        of: 'issue',
        kind: 'radio',
        approved: true,
        byEquipment: true,
        byOffice: false,
        signed: true,
        inOtherHands: undefined,
        thing: undefined,
        ...more
      })
    )
  it('is issued approved and signed, by finance and equipment, work cards by the office', () => {
    expect(issued({})).toEqual([])
    expect(issued({ approved: false })).toEqual(['NEED 批准的领用申请'])
    expect(issued({ byEquipment: false, byOffice: true })).toEqual(['BLOCK 执法装备由财务审计装备股发放'])
    expect(issued({ kind: 'workCard' })).toEqual(['BLOCK 工作证由办公室统一配发'])
    expect(issued({ kind: 'workCard', byEquipment: false, byOffice: true })).toEqual([])
    expect(issued({ thing })).toEqual([])
    expect(issued({ thing: { ...thing, state: 'repairing' } })).toEqual([`BLOCK ${words}正在维修，修好后再办`])
    expect(issued({ signed: false })).toEqual(['NEED 领用人签字'])
    expect(issued({ inOtherHands: '石大勇' })).toEqual(['BLOCK 这件装备在石大勇名下，先办交回'])
  })

  it('changes what a card is said to be for a reason, not while somebody has it', () => {
    const changed = (before: string, after: string, inOtherHands?: string, noCarAnyMore = false) =>
      held(AST_16.on({ of: 'kind', before, after, inOtherHands, noCarAnyMore } as Parameters<typeof AST_16.on>[0]))
    expect(changed('none', 'none', undefined, true)).toEqual([
      'WARN 类别由车辆改为其他，此后不再按车辆管理（不得外借、调配经局领导会议），请写明依据'
    ])
    expect([changed('radio', 'radio', '石大勇'), changed('none', 'radio', '石大勇')]).toEqual([[], []])
    expect(changed('radio', 'none')).toEqual([
      'WARN 装备类别由“对讲机”改为“非执法装备”，此后不再按原类别管理，请写明依据'
    ])
    expect(changed('radio', 'none', '石大勇')).toEqual(['BLOCK 这件装备在石大勇名下，先办交回'])
  })

  const lot = (more: object) =>
    held(
      AST_16.on({
        of: 'lot',
        kind: 'uniform',
        byEquipment: true,
        byOffice: false,
        drawn: undefined,
        toPerson: false,
        otherUnit: false,
        ...more
      })
    )
  it('deals with equipment kept by number as with equipment on cards', () => {
    expect(lot({})).toEqual([])
    expect(lot({ kind: 'none', byEquipment: false, toPerson: true, drawn: '石大勇' })).toEqual([])
    expect(lot({ byEquipment: false, byOffice: true })).toEqual(['BLOCK 制式服装由财务审计装备股统一管理、回收处理'])
    expect(lot({ kind: 'workCard' })).toEqual(['BLOCK 工作证由办公室统一管理'])
    expect(lot({ kind: 'workCard', byOffice: true, byEquipment: false })).toEqual([])
    expect(lot({ drawn: '石大勇' })).toEqual(['BLOCK 这批制式服装在石大勇名下，先办交回'])
    expect(lot({ toPerson: true })).toEqual(['BLOCK 制式服装发给个人须办领用：申请、主要领导批准、本人签字'])
    expect(lot({ otherUnit: true })).toEqual([
      'WARN 执法装备的划拨由局负责人会议研究决定，请写明会议名称、日期和纪要编号'
    ])
  })

  it('lends by consent, and takes back by whoever issues, in a condition', () => {
    expect(held(AST_16.on({ of: 'lend', consented: true }))).toEqual([])
    expect(held(AST_16.on({ of: 'lend', consented: false }))).toEqual(['NEED 财务审计装备股意见'])
    const back = (condition: string | null, received: boolean) => held(AST_16.on({ of: 'back', condition, received }))
    expect(back('完好', true)).toEqual([])
    expect(back(null, true)).toEqual(['NEED 状况'])
    expect(back('完好', false)).toEqual(['BLOCK 由发放部门核对接收'])
  })

  it('draws and returns a recorder per shift, by the same person', () => {
    const shift = (act: 'drawn' | 'returned', out: string | undefined, recorder = true) =>
      held(AST_16.on({ of: 'shift', act, out, person: '彭一帆', recorder }))
    expect([shift('drawn', undefined), shift('returned', '彭一帆')]).toEqual([[], []])
    expect(shift('drawn', '彭一帆')).toEqual(['BLOCK 这部执法记录仪由彭一帆领出未还'])
    expect(shift('returned', '石大勇')).toEqual(['BLOCK 这部执法记录仪是石大勇领出的'])
    expect(shift('returned', undefined)).toEqual(['BLOCK 这部执法记录仪没有领出记录'])
    expect(shift('drawn', undefined, false)).toEqual(['BLOCK 按班次领还只用于执法记录仪'])
  })

  it('knows the floor of each kind per certified officer', () => {
    const floors = (officers: number) =>
      (['bodyCamera', 'radio', 'camera', 'protective', 'uniform'] as const).map((kind) =>
        standardFloor(kind, officers, 2)
      )
    expect(floors(0)).toEqual([0, 0, 0, 0, undefined])
    expect(floors(1)).toEqual([1, 1, 1, 1, undefined])
    expect(floors(5)).toEqual([5, 3, 1, 5, undefined])
  })
})
