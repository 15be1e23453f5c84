import type { PersonKindName, UnitKind } from '@main/contract/people'
import type { Matter, Post } from '@main/contract/posts'
import type { ProfileId } from '@main/contract/ledgers'
import { systemActor, type Actor } from '@main/kernel/actor'
import { forbidden } from '@main/kernel/fault'
import { personSearchKey } from '@main/kernel/searchKey'
import { actorOf } from '@main/office/actors'
import { Account, accountSecrets, Appointment, Attachment, Bureau, Person, Unit } from '@main/office/entities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { hashSecret } from '@main/platform/session/secrets'
import type { TestHouse } from './house'

/** Writes set-up rows as the program itself. */
export function arranging<T>(house: TestHouse, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  return house.database.write({ chain: 'office', act: '测试准备', actor: systemActor }, body)
}

/** A bureau of the given profile. */
export async function aBureau(house: TestHouse, profile: ProfileId = 'dongkou'): Promise<Bureau> {
  return arranging(house, (unit) =>
    unit.insert(Bureau, { name: '测试城市管理和综合执法局', shortName: '测试局', profile, demo: false })
  )
}

/** A unit; names are unique, so a running number is added to the default. */
export async function aUnit(
  house: TestHouse,
  { name = `科室${house.newId().slice(-4)}`, kind = 'department' as UnitKind, parentId = null as string | null } = {}
): Promise<Unit> {
  return arranging(house, (unit) => unit.insert(Unit, { name, kind, parentId, active: true }))
}

export interface PersonPlan {
  readonly name?: string
  readonly unitId?: string
  readonly kind?: PersonKindName
  readonly posts?: readonly (Post | { readonly post: Post; readonly unitId?: string; readonly matter?: Matter })[]
  readonly pin?: string
}

/** A person with posts held since 2020 and, where a PIN is given, an account that can sign at the counter. */
export async function aPerson(house: TestHouse, plan: PersonPlan = {}): Promise<Person> {
  const { name = `职工${house.newId().slice(-4)}`, kind = 'permanent', posts = [], pin } = plan
  const unitId = plan.unitId ?? (await aUnit(house)).id
  const secrets = pin ? { passwordHash: await hashSecret(pin), pinHash: await house.pins.hash(pin) } : undefined
  return arranging(house, async (unit) => {
    const person = await unit.insert(Person, {
      name,
      unitId,
      kind,
      status: 'active',
      position: null,
      joinedOn: '2020-01-01',
      departedOn: null,
      phone: null,
      remarks: null,
      searchKey: personSearchKey(name)
    })
    for (const held of posts) {
      const { post, unitId: scope = null, matter = null } = typeof held === 'string' ? { post: held } : held
      const needsUnit = post === 'unitHead' || post === 'leader' || post === 'claimant'
      await unit.insert(Appointment, {
        personId: person.id,
        post,
        unitId: scope ?? (needsUnit ? unitId : null),
        matter,
        fromDay: '2020-01-01',
        toDay: null,
        documentNumber: null,
        handoverId: null,
        standsInForId: null
      })
    }
    if (secrets)
      await unit.insert(
        Account,
        {
          personId: person.id,
          login: `u${person.id.slice(-8)}`,
          ...secrets,
          active: true,
          failures: 0,
          lockedUntil: null,
          pinFailures: null,
          pinLockedUntil: null,
          codeAt: null,
          codeBy: null,
          passwordAt: null,
          formerHashes: null
        },
        accountSecrets
      )
    return person
  })
}

/** The person as actor with today's posts; who has left has no session to act in. */
export async function acting(house: TestHouse, person: Pick<Person, 'id'>): Promise<Actor> {
  const actor = await actorOf(house.database.read, person.id, house.clock.today())
  if (!actor) throw forbidden('已离岗，不能登录')
  return actor
}

/** A stored file to stand for a scan, photo or pen signature. */
export async function anAttachment(
  house: TestHouse,
  name = '扫描件.png',
  content: string | Uint8Array = `content of ${name} ${house.newId()}`
): Promise<Attachment> {
  const bytes = Buffer.from(content)
  const sha256 = await house.attachments.keep(bytes)
  return arranging(house, (unit) =>
    unit.append(Attachment, { sha256, name, mime: 'image/png', size: bytes.length, at: unit.now, personId: null })
  )
}
