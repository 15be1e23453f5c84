import { In } from 'typeorm'
import type { DocumentKind, SealKind } from '@main/contract/seals'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { Seal, UseRequest } from '@main/ledgers/seals/entities'
import { enterSeal } from '@main/ledgers/seals/seal/opening'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { custodianOfSeal } from '@main/ledgers/seals/visibility'
import { Person } from '@main/office/entities'
import type { TestHouse } from '../../support/house'
import { applied, aPaper, doing, pen } from '../../support/seals'
import { anyOf, chosen, NothingThere, somebody, type Act } from './acts'
import type { RunCast } from './cast'
import { inService } from './castNow'

const kinds = ['personal', 'unit', 'finance'] as const
/** What is stamped with each of them (DK-05 四). */
const papers: Readonly<Record<(typeof kinds)[number], readonly DocumentKind[]>> = {
  personal: ['enterpriseReview', 'cheque', 'penaltyDecision'],
  unit: ['unitReport', 'report'],
  finance: ['receipt', 'cheque']
}
const reasons = { 'SEAL-15': '上级统一要求' }

const permanent = async (house: TestHouse) => (await inService(house)).filter(({ kind }) => kind === 'permanent')

/** Enters a leader's seal that somebody keeps who is not the finance seal's keeper; or just that one. */
async function newPersonalSeal(house: TestHouse, { bureau }: RunCast, owner: Person, lawful: boolean, who: number) {
  const finance = await house.database.read.findOneByOrFail(Seal, { kind: 'finance' })
  const keepers = (await permanent(house)).filter(({ id }) => lawful === (id !== finance.custodianId))
  const name = `${owner.name}印`
  return doing(house, bureau.director, (unit) =>
    enterSeal(unit, {
      ...{ name, imprintText: owner.name, kind: 'personal', material: 'rubber', size: '2厘米见方', shape: 'square' },
      ...{ unitId: bureau.office.id, ownerId: owner.id, storage: '办公室保险柜', safeguard: '保险柜' },
      custodianId: chosen(keepers, who).id
    })
  )
}

/** A seal of a kind in use, by chance. */
const sealOf = (house: TestHouse, kind: SealKind, pick: number) => anyOf(house, Seal, pick, { kind, state: 'inUse' })

/** Acts with the seals of leaders, of a unit and of the finance by name; each may be lawful or not. */
export const ownSeals: Readonly<Record<string, Act>> = {
  申请用专用印章: async (house, _cast, chance) => {
    const { lawful, pick, amount, who } = chance
    const kind = chosen(kinds, amount)
    const documentKind = lawful ? chosen(papers[kind], who) : 'certificate'
    const paper = aPaper(await sealOf(house, kind, pick), {
      documentKind,
      title: `文件${amount}`,
      copies: 1 + (pick % 3)
    })
    return applied(house, chosen(await permanent(house), pick), paper, reasons)
  },
  用专用印章: async (house, cast, chance) => {
    const seals = await house.database.read.findBy(Seal, { kind: In([...kinds]) })
    const where = { sealId: In(seals.map(({ id }) => id)), state: 'approved' }
    const request = await anyOf(house, UseRequest, chance.pick, where)
    const seal = await house.database.read.findOneByOrFail(Seal, { id: request.sealId })
    const keeper = await custodianOfSeal(house.database.read, seal, house.clock.today())
    // Whoever keeps the bureau's seals keeps this one too, one would think.
    const other = chance.amount % 2 === 0 ? cast.bureau.custodian : somebody(cast, chance)
    const by = chance.lawful ? (keeper ?? other) : other
    const input = { requestId: request.id, version: request.version, copies: 1, blank: false } as const
    return doing(house, by, (unit) => stamp(unit, { ...input, place: 'custodyRoom' }))
  },
  更换个人名章: async (house, cast, chance) => {
    const { lawful, who } = chance
    const { bureau } = cast
    const people = await permanent(house)
    const inUse = await house.database.read.findBy(Seal, { kind: 'personal', state: 'inUse' })
    const head = people.find(({ id }) => id === bureau.head.id)
    if (!head) throw new NothingThere()
    if (!lawful || !inUse.some(({ ownerId }) => ownerId === head.id))
      return newPersonalSeal(house, cast, head, lawful, who)
    const { id, version, custodianId } = chosen(inUse, chance.pick)
    const keeper = await house.database.read.findOneByOrFail(Person, { id: custodianId ?? '' })
    const to = chosen(
      people.filter((person) => person.id !== keeper.id),
      who
    )
    const input = {
      ...({ id, version, kind: 'recovery', toPersonId: to.id, keysHandedOver: true, reason: '不再使用' } as const),
      signatures: { from: pen(keeper), to: pen(to) }
    }
    return doing(house, bureau.director, (unit) => handOver(unit, input))
  }
}
