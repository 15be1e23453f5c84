import { equipmentKinds, type EquipmentKind } from '../../../contract/assets'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import { notAtHand, type HeldThing } from './custody'

/** Kinds only certified officers may have. */
const entitledOnly: readonly EquipmentKind[] = ['uniform', 'insignia', 'bodyCamera']

const elsewhere = (inOtherHands: string | undefined): readonly Objection[] =>
  inOtherHands ? [{ message: `这件装备在${inOtherHands}名下，先办交回`, act: 'BLOCK', field: 'assetId' }] : []

/** Equipment kept by number, dealt with in the register and not by a request to draw it. */
interface LotFacts {
  readonly of: 'lot'
  readonly kind: EquipmentKind
  readonly byEquipment: boolean
  readonly byOffice: boolean
  /** The issue it is drawn by, with whom; absent where nobody has drawn it. */
  readonly drawn: string | undefined
  readonly toPerson: boolean
  readonly otherUnit: boolean
}

/** AST-16: equipment is issued by finance and equipment on the head's approval, to those entitled, and comes back. */
export const AST_16 = defineRule<
  | {
      readonly of: 'request'
      readonly kind: EquipmentKind
      readonly person: string
      readonly certified: boolean
      /** What of the kind the person has already. */
      readonly held: number
      readonly quantity: number
      readonly thing: HeldThing | undefined
      readonly inOtherHands: string | undefined
      readonly stock: number | undefined
    }
  | {
      readonly of: 'issue'
      readonly kind: EquipmentKind
      readonly approved: boolean
      readonly byEquipment: boolean
      readonly byOffice: boolean
      readonly signed: boolean
      readonly inOtherHands: string | undefined
      readonly thing: HeldThing | undefined
    }
  | {
      readonly of: 'kind'
      readonly before: EquipmentKind
      readonly after: EquipmentKind
      /** A car whose card is to say that it is none (AST-09, AST-11, VEH-01). */
      readonly noCarAnyMore: boolean
      readonly inOtherHands: string | undefined
    }
  | LotFacts
  | { readonly of: 'lend'; readonly consented: boolean }
  | { readonly of: 'back'; readonly condition: string | null; readonly received: boolean }
  | {
      readonly of: 'shift'
      readonly act: 'drawn' | 'returned'
      readonly out: string | undefined
      readonly person: string
      readonly recorder: boolean
    },
  {
    uniformMonths: { label: string; unit: string; fallback: number }
    recorderMonths: { label: string; unit: string; fallback: number }
    officersPerRadio: { label: string; unit: string; fallback: number }
  }
>({
  id: 'AST-16',
  act: 'NEED',
  title: '执法装备由财务审计装备股统一购置、登记、发放，局长批准领用，不得转借，谁佩戴谁负责，离岗交回',
  sources: [
    source('DK-06', '第二条第3项、第三条'),
    source('BC-21', '第七条、第九条、第十一条、第十二条'),
    source('BC-30', '第六条'),
    source('BC-29', '第二条、第六条'),
    source('BZH', '装备保障')
  ],
  parameters: {
    uniformMonths: { label: '制式服装更新年限', unit: '个月', fallback: 24 },
    recorderMonths: { label: '执法记录仪保养间隔', unit: '个月', fallback: 6 },
    officersPerRadio: { label: '几名执法人员配一台对讲机', unit: '人', fallback: 2 }
  },
  check: (facts) => {
    if (facts.of === 'request') {
      const { kind, person, certified, held, quantity, thing, inOtherHands, stock } = facts
      return [
        ...(entitledOnly.includes(kind) && !certified
          ? [
              {
                message: `${person}没有有效的执法证，不能配发${equipmentKinds[kind]}`,
                act: 'BLOCK' as const,
                field: 'personId'
              }
            ]
          : []),
        ...(kind === 'workCard' && held + quantity > 1
          ? [
              {
                message: `${person}已有工作证，每人一证；遗失的先办遗失登记再补发`,
                act: 'BLOCK' as const,
                field: 'personId'
              }
            ]
          : []),
        ...(kind === 'bodyCamera' && held > 0
          ? [{ message: `${person}已领用${held}部执法记录仪`, act: 'WARN' as const, field: 'personId' }]
          : []),
        ...(thing ? notAtHand([thing]) : []),
        ...elsewhere(inOtherHands),
        ...(stock !== undefined && quantity > stock
          ? [{ message: `库存只有${stock}件，不够${quantity}件`, act: 'BLOCK' as const, field: 'quantity' }]
          : [])
      ]
    }
    if (facts.of === 'issue') {
      const byRight = facts.kind === 'workCard' ? facts.byOffice : facts.byEquipment
      return [
        ...(facts.approved ? [] : [{ message: '领用还没有经主要领导批准', missing: ['批准的领用申请'] }]),
        ...(byRight
          ? []
          : [
              {
                message: facts.kind === 'workCard' ? '工作证由办公室统一配发' : '执法装备由财务审计装备股发放',
                act: 'BLOCK' as const
              }
            ]),
        ...elsewhere(facts.inOtherHands),
        ...(facts.thing ? notAtHand([facts.thing]) : []),
        ...(facts.signed ? [] : [{ message: '领用人须签字', missing: ['领用人签字'] }])
      ]
    }
    if (facts.of === 'kind') {
      // What a card is said to be decides whom it may be given to and how it moves.
      const { before, after, inOtherHands, noCarAnyMore } = facts
      if (noCarAnyMore)
        return {
          message: '类别由车辆改为其他，此后不再按车辆管理（不得外借、调配经局领导会议），请写明依据',
          act: 'WARN',
          field: 'category'
        }
      if (before === after || before === 'none') return []
      if (inOtherHands) return elsewhere(inOtherHands)
      return {
        message: `装备类别由“${equipmentKinds[before]}”改为“${equipmentKinds[after]}”，此后不再按原类别管理，请写明依据`,
        act: 'WARN',
        field: 'equipmentKind'
      }
    }
    if (facts.of === 'lot') return lotHandled(facts)
    if (facts.of === 'lend')
      return (
        !facts.consented && { message: '未经财务审计装备股同意，执法装备不得转借', missing: ['财务审计装备股意见'] }
      )
    if (facts.of === 'back')
      return [
        ...(facts.condition ? [] : [{ message: '交回时请写明状况', missing: ['状况'], field: 'condition' }]),
        ...(facts.received ? [] : [{ message: '由发放部门核对接收', act: 'BLOCK' as const }])
      ]
    if (!facts.recorder) return { message: '按班次领还只用于执法记录仪', act: 'BLOCK', field: 'assetId' }
    if (facts.act === 'drawn' && facts.out)
      return { message: `这部执法记录仪由${facts.out}领出未还`, act: 'BLOCK', field: 'assetId' }
    return (
      facts.act === 'returned' &&
      facts.out !== facts.person && {
        message: facts.out ? `这部执法记录仪是${facts.out}领出的` : '这部执法记录仪没有领出记录',
        act: 'BLOCK',
        field: 'assetId'
      }
    )
  }
})

/** The register is no way round the request, the head's approval and the signature of who draws equipment. */
function lotHandled({ kind, byEquipment, byOffice, drawn, toPerson, otherUnit }: LotFacts): Objection[] {
  if (kind === 'none') return []
  const word = equipmentKinds[kind]
  return [
    ...((kind === 'workCard' ? byOffice : byEquipment)
      ? []
      : [
          {
            message: kind === 'workCard' ? '工作证由办公室统一管理' : `${word}由财务审计装备股统一管理、回收处理`,
            act: 'BLOCK' as const
          }
        ]),
    ...(drawn ? [{ message: `这批${word}在${drawn}名下，先办交回`, act: 'BLOCK' as const }] : []),
    ...(toPerson
      ? [
          {
            message: `${word}发给个人须办领用：申请、主要领导批准、本人签字`,
            act: 'BLOCK' as const,
            field: 'userId'
          }
        ]
      : []),
    ...(otherUnit
      ? [
          {
            message: '执法装备的划拨由局负责人会议研究决定，请写明会议名称、日期和纪要编号',
            act: 'WARN' as const,
            field: 'unitId'
          }
        ]
      : [])
  ]
}

/**
 * How many a unit should have of the kinds with a standard per certified officer: a floor, rounded up, shown where
 * short.
 */
export function standardFloor(kind: EquipmentKind, officers: number, officersPerRadio: number): number | undefined {
  if (kind === 'bodyCamera') return officers
  if (kind === 'radio') return Math.ceil(officers / officersPerRadio)
  if (kind === 'camera') return officers > 0 ? 1 : 0
  return kind === 'protective' ? officers : undefined
}
