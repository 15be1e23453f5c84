import { MoreThan, type Repository } from 'typeorm'
import { Fault } from '@main/kernel/fault'
import { assignCard, confirmLabel, setIdle } from '@main/ledgers/assets/cards/acts'
import { changeLife, changeValue, mergeCards, splitCard } from '@main/ledgers/assets/cards/values'
import { lockMonth, postMonth } from '@main/ledgers/assets/depreciation/acts'
import { monthAfter } from '@main/ledgers/assets/depreciation/schedule'
import {
  Asset,
  AssetLoan,
  AssetRepair,
  AssetStocktake,
  AssetTransfer,
  DepreciationRun,
  Retirement
} from '@main/ledgers/assets/entities'
import { handOverLoan, submitLoan, takeBackLoan } from '@main/ledgers/assets/loan/acts'
import { arrangeRepair, finishRepair, requestRepair } from '@main/ledgers/assets/repair/acts'
import { carryOutRetirement, submitRetirement } from '@main/ledgers/assets/retirement/acts'
import { finishCounting, handInScans } from '@main/ledgers/assets/stocktake/count'
import { openStocktake } from '@main/ledgers/assets/stocktake/open'
import { completeTransfer, submitTransfer } from '@main/ledgers/assets/transfer/acts'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide, withdraw } from '@main/office/approvals/service'
import type { Person } from '@main/office/entities'
import { doing, type AssetBureau } from '../../../support/assets'
import type { TestHouse } from '../../../support/house'
import { penOf } from '../../../support/pen'

/** The chance in one step: which record, how much, and whether to keep to the rules. */
export interface Chance {
  readonly pick: number
  readonly amount: number
  readonly lawful: boolean
}

type Act = (house: TestHouse, bureau: AssetBureau, chance: Chance) => Promise<unknown>

/** Nothing to act on yet; the step is not counted. */
export class NothingThere extends Error {}

async function anyOf<T extends { id: string }>(
  house: TestHouse,
  entity: new () => T,
  pick: number,
  where: object = {}
): Promise<T> {
  const rows: Repository<T> = house.database.read.getRepository(entity)
  const found = await rows.find({ where, order: { id: 'DESC' } as never, take: 25 })
  const one = found[pick % Math.max(1, found.length)]
  if (!one) throw new NothingThere()
  return one
}

/** The version a lawful clerk saw, or an outdated one. */
const seen = (row: { readonly version: number }, { lawful }: Chance) => (lawful ? row.version : row.version - 1)
const at = (row: { readonly id: string; readonly version: number }, chance: Chance) => ({
  id: row.id,
  version: seen(row, chance)
})
/** A card that is there, or any. */
const aThing = (house: TestHouse, { pick, lawful }: Chance) =>
  anyOf(house, Asset, pick, lawful ? { state: 'inUse' } : {})
const pens = (ids: readonly (string | null)[]) =>
  [...new Set(ids)].flatMap((id) => (id === null ? [] : [penOf({ id })]))

async function decideNext(house: TestHouse, bureau: AssetBureau, { pick, amount, lawful }: Chance): Promise<unknown> {
  const approval = await anyOf(house, Approval, pick, { state: 'pending' })
  const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
  const outcome = amount % 12 === 0 ? 'refuse' : amount % 12 === 1 ? 'return' : 'approve'
  const decider = lawful ? { id: people[pick % Math.max(1, people.length)] ?? '' } : bureau.temp
  return doing(house, decider, (unit) =>
    decide(unit, house, { id: approval.id, version: approval.version, outcome, opinion: '已阅' })
  )
}

/** Every act of the run by name; each may be lawful or not, as chance and the state of things have it. */
export const acts: Readonly<Record<string, Act>> = {
  审批: decideNext,
  再审批: decideNext,
  三审批: decideNext,
  四审批: decideNext,
  撤回: async (house, bureau, { pick, lawful }) => {
    const approval = await anyOf(house, Approval, pick, { state: 'pending', ...(lawful ? { step: 0 } : {}) })
    const applicant: Pick<Person, 'id'> = lawful ? { id: approval.applicantId } : bureau.temp
    return doing(house, applicant, (unit) => withdraw(unit, house, approval.id, approval.version))
  },
  贴标签: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    return doing(house, bureau.clerk, (unit) =>
      confirmLabel(unit, house, { ...at(thing, chance), scanned: thing.number })
    )
  },
  换地点: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const { userId, keeperId } = thing
    const place = `${300 + (chance.amount % 9)}室`
    return doing(house, bureau.clerk, (unit) =>
      assignCard(unit, {
        ...at(thing, chance),
        userId: userId ?? '',
        keeperId: keeperId ?? '',
        place,
        reason: '调整',
        signatures: {}
      })
    )
  },
  闲置: async (house, bureau, chance) => {
    const thing = await anyOf(house, Asset, chance.pick, chance.lawful ? [{ state: 'inUse' }, { state: 'idle' }] : {})
    return doing(house, bureau.clerk, (unit) =>
      setIdle(unit, { ...at(thing, chance), idle: thing.state !== 'idle', reason: '调整' })
    )
  },
  价值变动: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const kind = (['improved', 'partlyRetired', 'revalued'] as const)[chance.amount % 3] ?? 'improved'
    const amountCents = (1 + chance.amount) * (chance.lawful ? 101 : 1_000_003)
    const input = { kind, amountCents, less: chance.amount % 2 === 0, document: '凭证', reason: '更正' }
    return doing(house, bureau.clerk, (unit) => changeValue(unit, { ...at(thing, chance), ...input }))
  },
  调整年限: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const lifeMonths = chance.lawful ? (thing.lifeMonths ?? 0) + 1 + (chance.amount % 24) : 1
    return doing(house, bureau.clerk, (unit) => changeLife(unit, { ...at(thing, chance), lifeMonths, reason: '核定' }))
  },
  拆分: async (house, bureau, chance) => {
    const many = { state: 'inUse', quantity: MoreThan(1) }
    const thing = await anyOf(house, Asset, chance.pick, chance.lawful ? many : {})
    const parts = [1, chance.lawful ? thing.quantity - 1 : thing.quantity]
    return doing(house, bureau.clerk, (unit) => splitCard(unit, { ...at(thing, chance), parts, reason: '分开管理' }))
  },
  合并: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const other = await aThing(house, { ...chance, pick: chance.pick + 1 + (chance.amount % 3) })
    return doing(house, bureau.clerk, (unit) =>
      mergeCards(unit, { ...at(thing, chance), otherIds: [other.id], reason: '同批' })
    )
  },
  计提: async (house, bureau, { lawful }) => {
    const last = await house.database.read.findOne(DepreciationRun, { where: {}, order: { month: 'DESC' } })
    const next = last ? monthAfter(last.month, lawful ? 1 : 40) : house.clock.today().slice(0, 7)
    if (lawful) house.clock.setDay(`${monthAfter(next, 1)}-03`)
    return doing(house, bureau.accountant, (unit) => postMonth(unit, next))
  },
  结账: async (house, bureau, chance) => {
    const run = await anyOf(house, DepreciationRun, chance.pick)
    return doing(house, bureau.financeHead, (unit) => lockMonth(unit, at(run, chance)))
  },
  申请转移: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const [unit, person] =
      thing.unitId === bureau.squad.id ? [bureau.section, bureau.colleague] : [bureau.squad, bureau.officer]
    const to = chance.lawful ? person : bureau.temp
    const moving = {
      assetIds: [thing.id],
      toUnitId: unit.id,
      toUserId: to.id,
      toKeeperId: to.id,
      toPlace: '值班室',
      reason: '工作需要'
    }
    return doing(house, bureau.clerk, (work) => submitTransfer(work, house, moving))
  },
  交接: async (house, bureau, chance) => {
    const transfer = await anyOf(house, AssetTransfer, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const keepers = [bureau.colleague.id, bureau.officer.id, transfer.toKeeperId]
    const signatures = chance.lawful ? pens(keepers) : []
    return doing(house, bureau.clerk, (unit) => completeTransfer(unit, { ...at(transfer, chance), signatures }))
  },
  申请出借: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    const fromDay = house.clock.today()
    const lending = {
      kind: 'out' as const,
      assetId: thing.id,
      counterparty: '县文明办',
      purpose: '培训',
      fromDay,
      dueOn: fromDay
    }
    return doing(house, chance.lawful ? bureau.clerk : bureau.temp, (unit) => submitLoan(unit, house, lending))
  },
  借出: async (house, bureau, chance) => {
    const loan = await anyOf(house, AssetLoan, chance.pick, chance.lawful ? { state: 'approved' } : {})
    return doing(house, bureau.clerk, (unit) => handOverLoan(unit, at(loan, chance)))
  },
  归还: async (house, bureau, chance) => {
    const loan = await anyOf(house, AssetLoan, chance.pick, chance.lawful ? { state: 'out' } : {})
    const returnedOn = house.clock.today()
    return doing(house, bureau.clerk, (unit) =>
      takeBackLoan(unit, { ...at(loan, chance), returnedOn, condition: '完好' })
    )
  },
  报修: async (house, bureau, chance) => {
    const thing = await aThing(house, chance)
    return doing(house, chance.lawful ? bureau.colleague : bureau.temp, (unit) =>
      requestRepair(unit, { assetId: thing.id, fault: '不能开机' })
    )
  },
  安排维修: async (house, bureau, chance) => {
    const repair = await anyOf(house, AssetRepair, chance.pick, chance.lawful ? { state: 'requested' } : {})
    return doing(house, bureau.clerk, (unit) => arrangeRepair(unit, { ...at(repair, chance), vendor: '城北维修部' }))
  },
  修好: async (house, bureau, chance) => {
    const repair = await anyOf(house, AssetRepair, chance.pick, chance.lawful ? { state: 'arranged' } : {})
    const input = { costCents: 26_000, result: '修好', beyond: false }
    return doing(house, bureau.clerk, (unit) => finishRepair(unit, { ...at(repair, chance), ...input }))
  },
  申请处置: async (house, bureau, chance) => {
    const thing = await anyOf(house, Asset, chance.pick, chance.lawful ? { state: 'inUse', name: '旧打印机' } : {})
    const asked = { assetIds: [thing.id], kind: 'scrap' as const, reason: '损坏', appraisal: '无维修价值' }
    return doing(house, bureau.clerk, (unit) => submitRetirement(unit, house, asked))
  },
  下账: async (house, bureau, chance) => {
    const retirement = await anyOf(house, Retirement, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const done = {
      disposedOn: house.clock.today(),
      approvalNumber: '财资〔2026〕1号',
      incomeCents: 0,
      method: '交回收企业'
    }
    return doing(house, bureau.clerk, (unit) => carryOutRetirement(unit, house, { ...at(retirement, chance), ...done }))
  },
  开始盘点: (house, bureau, { lawful }) => {
    const counterIds = [lawful ? bureau.clerk.id : bureau.temp.id]
    return doing(house, bureau.clerk, (unit) =>
      openStocktake(unit, { duty: 'none', scope: 'place', scopePlace: '301室', counterIds })
    )
  },
  扫码: async (house, bureau, chance) => {
    const stocktake = await anyOf(house, AssetStocktake, chance.pick, chance.lawful ? { state: 'counting' } : {})
    const { number } = await anyOf(house, Asset, chance.amount)
    const scans = [
      { code: number, place: '301室', at: house.clock.now(), key: `${stocktake.id}-${chance.pick}-${chance.amount}` }
    ]
    return doing(house, chance.lawful ? bureau.clerk : bureau.officer, (unit) =>
      handInScans(unit, { id: stocktake.id, round: 'first', scans })
    )
  },
  结束清点: async (house, bureau, chance) => {
    const stocktake = await anyOf(house, AssetStocktake, chance.pick, chance.lawful ? { state: 'counting' } : {})
    return doing(house, bureau.clerk, (unit) => finishCounting(unit, at(stocktake, chance)))
  }
}

/** Whether a step was refused as a rule or a fault refuses, and is no mistake of the program's. */
export const refusedLawfully = (error: unknown): error is Fault => error instanceof Fault && error.type !== 'unexpected'
