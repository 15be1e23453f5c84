import { assetStates, disposalKinds, type AssetState, type DisposalKind } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { addDays, addYears, type LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

export interface LeavingThing {
  readonly number: string
  readonly name: string
  readonly acquiredOn: LocalDate
  readonly minimumYears: number
  readonly state: AssetState
  readonly classified: boolean
  readonly vehicle: boolean
  readonly equipment: boolean
}

/** The first day a thing may be retired for age: the day after it has been there n years (AST-12). */
export const firstRetirementDay = ({
  acquiredOn,
  minimumYears
}: Pick<LeavingThing, 'acquiredOn' | 'minimumYears'>): LocalDate => addDays(addYears(acquiredOn, minimumYears), 1)

type LimitName = `limit${Capitalize<DisposalKind>}`
const limitName = (kind: DisposalKind) => `limit${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as LimitName

const limit = (kind: DisposalKind) => ({
  label: `${disposalKinds[kind]}须财政批准的起点（元，不填则一律须批准文号）`,
  fallback: ''
})

interface RequestFacts {
  readonly of: 'request'
  readonly kind: DisposalKind
  readonly things: readonly LeavingThing[]
  readonly today: LocalDate
  /** The approved finding it rests on, with the cards it is about. */
  readonly finding: { readonly numbers: readonly string[]; readonly approved: boolean } | undefined
  readonly appraisal: string | null
  readonly diskAccount: string | null
  readonly recipient: string | null
  readonly meeting: string | null
  readonly minutesNumber: string | null
}

interface CarryOutFacts {
  readonly of: 'carryOut'
  readonly kind: DisposalKind
  readonly approved: boolean
  readonly originalCents: number
  readonly approvalNumber: string | null
  readonly incomeCents: number | null
  readonly disposedOn: LocalDate
  readonly approvedOn: LocalDate | null
  /** The things as they stand that day; `found` where an approved finding is about them. */
  readonly things: readonly (Pick<LeavingThing, 'number' | 'name' | 'state'> & { readonly found: boolean })[]
}

/** The file of a car whose card leaves the book. */
interface FileFacts {
  readonly of: 'file'
  readonly plate: string
  readonly fileClosedOn: LocalDate | null
  readonly disposedOn: LocalDate
}

/** A value change that would leave nothing of the thing. */
interface PartFacts {
  readonly of: 'part'
  readonly whole: boolean
}

/** The least years a card is to be kept for, as typed against its class. */
interface MinimumFacts {
  readonly of: 'minimum'
  readonly name: string
  readonly typed: number
  readonly ofClass: number
}

const paying: readonly DisposalKind[] = ['transfer', 'exchange', 'scrap']
const passedOn: readonly DisposalKind[] = ['allocation', 'donation', 'transfer', 'exchange']

/**
 * AST-12: retirement from the minimum life on; earlier, by whatever kind, only as damage or loss with a finding. Cents.
 */
export const AST_12 = defineRule<
  RequestFacts | CarryOutFacts | FileFacts | PartFacts | MinimumFacts,
  Record<LimitName, { label: string; fallback: string }>
>({
  id: 'AST-12',
  act: 'BLOCK',
  title: '达到报废年限才能申退，未达到的只能按损坏、丢失查明责任后办理；处置有批准文号，及时下账',
  sources: [
    source('BZ-10', '第七条'),
    source('DK-07', '第四十条'),
    source('BC-31', '第八条'),
    source('STATE-ASSETS', '第三十五条')
  ],
  parameters: {
    limitAllocation: limit('allocation'),
    limitDonation: limit('donation'),
    limitTransfer: limit('transfer'),
    limitExchange: limit('exchange'),
    limitScrap: limit('scrap'),
    limitWriteOff: limit('writeOff')
  },
  check: (facts, limits) => {
    if (facts.of === 'request') return requested(facts)
    if (facts.of === 'carryOut') return carriedOut(facts, limits[limitName(facts.kind)])
    if (facts.of === 'part')
      return facts.whole && { message: '部分报废不能报掉全部价值，整件报废请提出处置申请', field: 'amountCents' }
    if (facts.of === 'minimum')
      return (
        facts.typed < facts.ofClass && {
          message: `“${facts.name}”的最低使用年限填${facts.typed}年，少于折旧年限${facts.ofClass}年，会提前到报废年限`,
          act: 'WARN',
          field: 'minimumYears'
        }
      )
    const { plate, fileClosedOn, disposedOn } = facts
    return (
      fileClosedOn !== null &&
      fileClosedOn !== disposedOn && {
        message: `车辆${plate}的档案已于${formatDate(fileClosedOn)}注销，资产卡片应同日下账，请写明不在同日的原因`,
        act: 'WARN',
        field: 'disposedOn'
      }
    )
  }
})

function requested(facts: RequestFacts): Objection[] {
  const { kind, things, today, finding, appraisal, diskAccount, recipient, meeting, minutesNumber } = facts
  const found = (thing: LeavingThing) => finding?.approved === true && finding.numbers.includes(thing.number)
  return [
    ...things.flatMap((thing): Objection[] => {
      const word = `“${thing.name}”（${thing.number}）`
      const first = firstRetirementDay(thing)
      if (thing.state === 'gone' || thing.state === 'lent' || thing.state === 'awaiting')
        return [{ message: `${word}${assetStates[thing.state]}，不能处置`, field: 'assetIds' }]
      if (thing.state === 'missing' && !found(thing))
        return [
          { message: `${word}缺失待查，先办损失认定，查明责任后核销`, missing: ['批准的损失认定'], field: 'assetIds' }
        ]
      // Passing on for nothing is no retirement; every other kind ends the life of the thing here.
      if (kind !== 'allocation' && today < first && !found(thing))
        return [
          {
            message: `${word}到${formatDate(first)}才满最低使用年限${thing.minimumYears}年，未到年限不得申退；损坏、丢失的先办责任认定`,
            missing: ['批准的损失认定'],
            field: 'assetIds'
          }
        ]
      return []
    }),
    ...(kind === 'writeOff' && !things.every(found)
      ? [
          {
            message: '损失核销须有批准的损失认定',
            missing: ['批准的损失认定'],
            act: 'NEED' as const,
            field: 'damageId'
          }
        ]
      : []),
    ...(kind === 'scrap' && !appraisal
      ? [{ message: '报废须写明鉴定情况', missing: ['鉴定意见'], act: 'NEED' as const, field: 'appraisal' }]
      : []),
    ...(things.some(({ classified }) => classified) && !diskAccount
      ? [
          {
            message: '涉密计算机须先交代硬盘去向（交保密员或专门机构销毁）',
            missing: ['硬盘处理情况'],
            field: 'diskAccount'
          }
        ]
      : []),
    ...(passedOn.includes(kind) && !recipient
      ? [
          {
            message: `${disposalKinds[kind]}须写明接收单位`,
            missing: ['接收单位'],
            act: 'NEED' as const,
            field: 'recipient'
          }
        ]
      : []),
    ...(kind === 'allocation' &&
    things.some(({ vehicle, equipment }) => vehicle || equipment) &&
    (!meeting || !minutesNumber)
      ? [
          {
            message: '车辆和执法装备的划拨由局领导会议研究决定',
            missing: ['会议名称', '纪要编号'],
            act: 'NEED' as const,
            field: 'meeting'
          }
        ]
      : [])
  ]
}

function carriedOut(facts: CarryOutFacts, limitYuan: string): Objection[] {
  const { kind, approved, originalCents, approvalNumber, incomeCents, disposedOn, approvedOn, things } = facts
  // A limit that is not there or cannot be read exempts nothing.
  const above = limitYuan.trim() === '' || !(originalCents < Number(limitYuan) * 100)
  return [
    ...(approved ? [] : [{ message: '处置申请还没有批准', missing: ['批准的申退表'], act: 'NEED' as const }]),
    ...things.flatMap(({ name, number, state, found }): Objection[] => {
      const word = `“${name}”（${number}）`
      if (state === 'gone' || state === 'lent')
        return [{ message: `${word}${assetStates[state]}，不能再处置；请取消这份申请`, field: 'id' }]
      return state === 'missing' && !found
        ? [{ message: `${word}申请后缺失，先办损失认定，查明责任后核销`, missing: ['批准的损失认定'], field: 'id' }]
        : []
    }),
    ...(above && !approvalNumber
      ? [
          {
            message: `${disposalKinds[kind]}须登记财政或上级的批准文号`,
            missing: ['批准文号'],
            act: 'NEED' as const,
            field: 'approvalNumber'
          }
        ]
      : []),
    ...(paying.includes(kind) && incomeCents === null
      ? [
          {
            message: '请登记处置收入，没有收入的填0',
            missing: ['处置收入'],
            act: 'NEED' as const,
            field: 'incomeCents'
          }
        ]
      : []),
    ...(approvedOn !== null && disposedOn < approvedOn ? [{ message: '处置不能早于批准', field: 'disposedOn' }] : [])
  ]
}
