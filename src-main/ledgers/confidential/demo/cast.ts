import type { RegisterInput } from '../../../contract/confidential/inputs'
import { addDays } from '../../../kernel/localDate'
import { holdersOf } from '../../../office/actors'
import { demoActs, holderOf } from '../../../office/demo/acting'
import { Person } from '../../../office/entities'
import type { DemoDiary } from '../../../office/demo/diary'
import type { House } from '../../../office/house'
import { registerCabinet } from '../cabinet/acts'
import { lend } from '../circulation/acts'
import { Approval } from '../../../office/approvals/entities'
import { Carrier } from '../entities'
import { registerFile } from '../file/register'
import { demoInk } from '../../../office/demo/pictures'

export const demo = demoActs('confidential')

/** People of the demo bureau who have to do with confidential files, and the cabinet they lie in. */
export interface DemoCast {
  readonly diary: DemoDiary
  /** The house at the moment the diary has reached. */
  readonly house: House
  readonly officer: string
  readonly readers: readonly [string, string, string]
  readonly member: string
  readonly supervisors: readonly [string, string]
  readonly cabinetId: string
  /** Documents received so far; their numbers follow it. */
  documents: number
}

/** Finds the officer and her readers; undefined where a bureau has no officer. */
export async function castOf(diary: DemoDiary): Promise<DemoCast | undefined> {
  const { house } = diary
  const [officer] = await holdersOf(house.database.read, 'confidentialityOfficer', house.clock.today())
  if (!officer) return undefined
  const named = async (name: string) => (await house.database.read.findOneByOrFail(Person, { name })).id
  const { id: cabinetId } = await demo.actAs(house, officer, '登记保密柜', (unit) =>
    registerCabinet(unit, { label: '保密柜1', place: '机要室' })
  )
  return {
    diary,
    house,
    officer,
    readers: [await holderOf(house, 'officeDirector'), await named('江映雪'), await named('雷震东')],
    member: await named('黎向前'),
    supervisors: [await named('曾广陵'), await named('高洁')],
    cabinetId,
    documents: 0
  }
}

export const penOf = (personId: string) => ({ by: 'pen', personId, strokes: demoInk() }) as const

/** Registers a file of the demo bureau; gives its carriers in the order of their numbers. */
export async function received(
  cast: DemoCast,
  plan: Partial<RegisterInput> = {}
): Promise<{ readonly id: string; readonly carrierIds: readonly string[] }> {
  const { house, officer } = cast
  const today = house.clock.today()
  cast.documents += 1
  const { id } = await demo.actAs(house, officer, '收文登记', (unit) =>
    registerFile(unit, house, {
      receivedOn: today,
      origin: 'officer',
      secrecy: 'confidential',
      central: false,
      issuedOn: addDays(today, -6),
      issuer: '县委办公室',
      documentNumber: `云办密〔${today.slice(0, 4)}〕${20 + cast.documents}号`,
      code: `M${today.slice(2, 4)}${String(cast.documents).padStart(2, '0')}`,
      title: undefined,
      period: { kind: 'years', years: 5 },
      copyNumbers: '0101-0102',
      copies: 2,
      pages: 12,
      noNumberReason: undefined,
      personIds: [...cast.readers],
      posts: [],
      cabinetId: cast.cabinetId,
      receivedById: undefined,
      notes: undefined,
      deliveryId: undefined,
      classificationId: undefined,
      ...plan
    })
  )
  const carriers = await house.database.read.find(Carrier, { where: { fileId: id }, order: { label: 'ASC' } })
  return { id, carrierIds: carriers.map((carrier) => carrier.id) }
}

/** Hands a carrier to a reader, who signs. */
export const lent = (cast: DemoCast, carrierId: string | undefined, readerId: string, leaveId?: string) =>
  demo.actAs(cast.house, cast.officer, '送阅', (unit) =>
    lend(unit, { carrierId: carrierId ?? '', readerId, leaveId, signature: penOf(readerId) })
  )

/** Lets a request through, each decider after a while. */
export async function approved(cast: DemoCast, asked: { readonly approvalId: string }): Promise<void> {
  await demo.decideInTurn(cast.house, asked.approvalId, { before: () => cast.diary.later(35) })
  const approval = await cast.house.database.read.findOneByOrFail(Approval, { id: asked.approvalId })
  if (approval.state !== 'approved') throw new Error(`${approval.number} was not approved in the demo bureau`)
}
