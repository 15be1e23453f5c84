import { assetStates, type AssetCategory, type AssetState, type EquipmentKind } from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** What custody rules look at of a card. */
export interface HeldThing {
  readonly number: string
  readonly name: string
  readonly state: AssetState
  readonly category: AssetCategory
  readonly equipmentKind: EquipmentKind
}

const wordOf = ({ name, number }: HeldThing) => `“${name}”（${number}）`

/** Why a thing cannot be passed on as it stands; nothing when it can. */
function hindered(thing: HeldThing): string | undefined {
  const why: Partial<Record<AssetState, string>> = {
    lent: '正借出，先办归还',
    missing: '缺失待查，先查明责任',
    awaiting: '正在办理处置',
    gone: '已下账',
    repairing: '正在维修，修好后再办'
  }
  return why[thing.state]
}

/** Objections to things that are not at hand to be passed on. */
export const notAtHand = (things: readonly HeldThing[]): Objection[] =>
  things.flatMap((thing) => {
    const why = hindered(thing)
    return why ? [{ message: `${wordOf(thing)}${why}`, act: 'BLOCK' as const, field: 'assetIds' }] : []
  })

/** Whether leaders' meeting allots a thing: cars (VEH-01) and equipment (AST-16). */
export const allottedByMeeting = ({
  category,
  equipmentKind
}: Pick<HeldThing, 'category' | 'equipmentKind'>): boolean => category === 'vehicle' || equipmentKind !== 'none'

interface Meeting {
  readonly meeting: string | null
  readonly meetingOn: LocalDate | null
  readonly minutesNumber: string | null
}

/** AST-09: a move is asked for and approved; custody passes when both sign, not before. */
export const AST_09 = defineRule<
  | ({
      readonly of: 'request'
      readonly things: readonly HeldThing[]
      readonly between: boolean
      readonly nothingChanges: boolean
    } & Meeting)
  | { readonly of: 'direct'; readonly between: boolean }
  | { readonly of: 'atHand'; readonly things: readonly HeldThing[] }
  | {
      readonly of: 'complete'
      readonly approved: boolean
      readonly things: readonly HeldThing[]
      readonly moved: readonly string[]
      readonly missingSignatures: readonly string[]
    },
  { withinUnit: { label: string; unit: string; fallback: number; profiles: { 'baicheng-office': number } } }
>({
  id: 'AST-09',
  act: 'NEED',
  title: '资产调拨先申请、经批准，移交人和接收人双方签字后保管责任才转移；科室不得自行调配',
  sources: [
    source('BC-31', '第九条'),
    source('BZ-10', '第六条'),
    source('DK-07', '第三十六条'),
    source('DK-06', '第三条第2项')
  ],
  parameters: {
    withinUnit: {
      label: '单位内部变更使用人、地点也须审批（1为须审批）',
      unit: '',
      fallback: 0,
      profiles: { 'baicheng-office': 1 }
    }
  },
  check: (facts, { withinUnit }) => {
    if (facts.of === 'atHand') return notAtHand(facts.things)
    if (facts.of === 'direct') {
      if (facts.between) return { message: '换使用单位属于调拨，请提出转移申请', missing: ['批准的转移申请表'] }
      return withinUnit === 1 && { message: '变更使用人、存放地也须先提出转移申请', missing: ['批准的转移申请表'] }
    }
    if (facts.of === 'request') {
      const byMeeting = facts.between && facts.things.some(allottedByMeeting)
      const missing = byMeeting
        ? [
            ...(facts.meeting ? [] : ['会议名称']),
            ...(facts.meetingOn ? [] : ['会议日期']),
            ...(facts.minutesNumber ? [] : ['纪要编号'])
          ]
        : []
      return [
        ...notAtHand(facts.things),
        ...(facts.nothingChanges
          ? [
              {
                message: '使用单位、使用人、保管人、存放地都没有变，不需要转移',
                act: 'BLOCK' as const,
                field: 'toUnitId'
              }
            ]
          : []),
        ...(missing.length > 0
          ? [{ message: '车辆和执法装备的调配由局领导会议研究决定', missing, field: 'meeting' }]
          : [])
      ]
    }
    return [
      ...(facts.approved ? [] : [{ message: '转移申请还没有批准', missing: ['批准的转移申请表'] }]),
      ...notAtHand(facts.things),
      ...facts.moved.map((number) => ({
        message: `${number}批准后使用单位或保管人已变动，请重新申请`,
        act: 'BLOCK' as const
      })),
      ...(facts.missingSignatures.length > 0
        ? [{ message: '双方签字后保管责任才转移', missing: facts.missingSignatures }]
        : [])
    ]
  }
})

/** AST-10: repairs go through the office, those of equipment through finance and equipment. Cents. */
export const AST_10 = defineRule<
  | { readonly of: 'request'; readonly thing: HeldThing; readonly open: string | undefined }
  | {
      readonly of: 'arrange'
      readonly equipment: boolean
      readonly byOffice: boolean
      readonly byEquipment: boolean
      /** What is about to be sent away; absent where it is back. */
      readonly thing: HeldThing | undefined
    }
  | {
      readonly of: 'finish'
      readonly vendor: string | null
      readonly costCents: number | null
      readonly result: string
      readonly inWarranty: boolean
    }
>({
  id: 'AST-10',
  act: 'LOG',
  title: '报修由科室提出，办公室联系维修，执法装备由财务审计装备股维修，记明厂商、费用和质保',
  sources: [
    source('BZ-10', '第七条'),
    source('DK-06', '第三条第7项'),
    source('BC-31', '第六条'),
    source('BC-21', '第十一条')
  ],
  check: (facts) => {
    if (facts.of === 'request') {
      const gone = facts.thing.state === 'gone' || facts.thing.state === 'missing'
      return [
        ...(gone
          ? [
              {
                message: `${wordOf(facts.thing)}${assetStates[facts.thing.state]}，不能报修`,
                act: 'BLOCK' as const,
                field: 'assetId'
              }
            ]
          : []),
        ...(facts.open ? [{ message: `报修单${facts.open}还没有办完`, act: 'BLOCK' as const, field: 'assetId' }] : [])
      ]
    }
    if (facts.of === 'arrange') {
      const right = facts.equipment ? facts.byEquipment : facts.byOffice
      return [
        ...(right
          ? []
          : [
              {
                message: facts.equipment ? '执法装备由财务审计装备股安排维修' : '由办公室联系维修',
                act: 'BLOCK' as const
              }
            ]),
        ...(facts.thing ? notAtHand([facts.thing]) : [])
      ]
    }
    const missing = [
      ...(facts.vendor ? [] : ['维修厂商']),
      ...(facts.costCents === null ? ['维修费用（没有费用填0）'] : [])
    ]
    return [
      ...(missing.length > 0 ? [{ message: '维修完成须记明厂商和费用', missing, act: 'NEED' as const }] : []),
      ...(facts.inWarranty && (facts.costCents ?? 0) > 0
        ? [
            {
              message: `报修时尚在质保期内，却有费用${formatMoney(facts.costCents)}元`,
              act: 'WARN' as const,
              field: 'costCents'
            }
          ]
        : [])
    ]
  }
})

/**
 * AST-11: nothing is lent, let or given away without the leader in charge; recorders, cars and uniforms never. Cents.
 */
export const AST_11 = defineRule<
  | ({
      readonly of: 'out'
      readonly thing: HeldThing
      readonly originalCents: number
      readonly fromDay: LocalDate
      readonly dueOn: LocalDate
    } & Pick<Meeting, 'meeting' | 'minutesNumber'>)
  | {
      readonly of: 'handOver'
      readonly approved: boolean
      readonly thing: HeldThing
      readonly fromDay: LocalDate
      readonly dueOn: LocalDate
      readonly today: LocalDate
    }
  | {
      readonly of: 'in'
      readonly keeper: boolean
      readonly place: string | null
      readonly fromDay: LocalDate
      readonly dueOn: LocalDate
    },
  {
    largeYuan: { label: string; unit: string; fallback: number }
    recorders: { label: string; unit: string; fallback: number; profiles: { dongkou: number } }
  }
>({
  id: 'AST-11',
  act: 'NEED',
  title: '未经分管领导批准不得借出、出租、赠送；大额须集体研究；长期借入的要登记',
  sources: [source('BC-31', '第六条'), source('BC-14'), source('BZ-12', '第四条第2项'), source('DK-06', '第三条第4项')],
  parameters: {
    largeYuan: { label: '出借须集体研究的起点', unit: '元', fallback: 10_000 },
    recorders: { label: '执法记录仪一律不外借（1为不外借）', unit: '', fallback: 1, profiles: { dongkou: 0 } }
  },
  check: (facts, { largeYuan, recorders }) => {
    if (facts.of === 'in') {
      const missing = [...(facts.keeper ? [] : ['保管人']), ...(facts.place ? [] : ['存放地'])]
      return [
        ...(missing.length > 0
          ? [{ message: '长期借入的物品要登记保管人和存放地', missing, act: 'WARN' as const }]
          : []),
        ...(facts.dueOn < facts.fromDay
          ? [{ message: '归还日期不能早于借入日期', act: 'BLOCK' as const, field: 'dueOn' }]
          : [])
      ]
    }
    if (facts.of === 'handOver')
      return [
        ...(facts.approved ? [] : [{ message: '出借还没有批准', missing: ['分管领导批准'] }]),
        ...notAtHand([facts.thing]),
        ...(facts.today < facts.fromDay || facts.today > facts.dueOn
          ? [
              {
                message: `批准的借用期限是${formatDate(facts.fromDay)}至${formatDate(facts.dueOn)}，今天不能借出`,
                act: 'BLOCK' as const
              }
            ]
          : [])
      ]
    const { thing, originalCents, fromDay, dueOn, meeting, minutesNumber } = facts
    const never =
      thing.category === 'vehicle' || thing.equipmentKind === 'uniform' || thing.equipmentKind === 'insignia'
    const recorder = thing.equipmentKind === 'bodyCamera' && recorders === 1
    const large = originalCents >= largeYuan * 100
    return [
      ...(never ? [{ message: `${wordOf(thing)}不得转借他人`, act: 'BLOCK' as const, field: 'assetId' }] : []),
      ...(recorder ? [{ message: '执法记录仪严禁转借其他单位和个人', act: 'BLOCK' as const, field: 'assetId' }] : []),
      ...notAtHand([thing]),
      ...(dueOn < fromDay ? [{ message: '归还日期不能早于借出日期', act: 'BLOCK' as const, field: 'dueOn' }] : []),
      ...(large && (!meeting || !minutesNumber)
        ? [
            {
              message: `原值${formatMoney(originalCents)}元，出借须集体研究`,
              missing: [...(meeting ? [] : ['会议名称']), ...(minutesNumber ? [] : ['纪要编号'])]
            }
          ]
        : [])
    ]
  }
})
