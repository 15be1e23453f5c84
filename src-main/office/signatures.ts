import type { SignatureInput } from '../contract/values'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import { rowsById } from '../platform/database/readRows'
import { verifySecret } from '../platform/session/secrets'
import { invalid, notFound } from '../kernel/fault'
import { Account, Attachment, Person, Signature } from './entities'
import { tryPin } from './pinGate'

/** What is signed under: its type and id. */
interface Signed {
  readonly type: string
  readonly id: string
}

/**
 * A counter signature is verified (PIN) or shown to exist (pen picture), then recorded under the act. `role` is its
 * Chinese name, e.g. 领用人. Five wrong PINs close a person's PIN for 15 minutes.
 */
export async function sign(unit: UnitOfWork, input: SignatureInput, role: string, subject: Signed): Promise<Signature> {
  const [signature] = await signAll(unit, [{ input, role }], subject)
  if (!signature) throw new Error('no signature was written')
  return signature
}

/** Counter signatures of one act, each as by `sign`, written together; in the order given. */
export async function signAll(
  unit: UnitOfWork,
  given: readonly { readonly input: SignatureInput; readonly role: string }[],
  subject: Signed
): Promise<readonly Signature[]> {
  const pictures = await rowsById(
    unit.manager,
    Attachment,
    given.map(({ input }) => (input.by === 'pen' ? input.attachmentId : null))
  )
  const rows = []
  unit.signs(subject)
  for (const { input, role } of given) rows.push(await signatureOf(unit, input, role, subject, pictures))
  return unit.appendMany(Signature, rows)
}

async function signatureOf(
  unit: UnitOfWork,
  input: SignatureInput,
  role: string,
  subject: Signed,
  pictures: ReadonlyMap<string, Attachment>
): Promise<Omit<Signature, 'id'>> {
  const person = await unit.load(Person, input.personId, role)
  if (input.by === 'pin') {
    const account = await unit.manager.findOneBy(Account, { personId: input.personId, active: true })
    if (!account?.pinHash)
      throw invalid([{ path: 'signatures', message: `${person.name}还没有设置签字码，请用手写签名` }])
    const { pinHash } = account
    const verify = () => verifySecret(input.pin, pinHash)
    // A live check of the form says nothing about the PIN: half-typed ones would count, and it would tell guesses from
    // the real one.
    if (!unit.isPreview && !(await tryPin(unit, account, person.name, verify)))
      throw invalid([{ path: 'signatures', message: `${role}${person.name}的签字码不对` }])
  } else if (!pictures.has(input.attachmentId)) throw notFound('手写签名')
  return {
    at: unit.now,
    personId: person.id,
    name: person.name,
    role,
    method: input.by,
    attachmentId: input.by === 'pen' ? input.attachmentId : null,
    subjectType: subject.type,
    subjectId: subject.id
  }
}

/** Records a pen signature of somebody who is not on the staff, e.g. a party or a supplier. */
export async function signAsOutsider(
  unit: UnitOfWork,
  name: string,
  attachmentId: string,
  role: string,
  subject: { type: string; id: string }
): Promise<Signature> {
  await unit.load(Attachment, attachmentId, '手写签名')
  unit.signs(subject)
  return unit.append(Signature, {
    at: unit.now,
    personId: null,
    name,
    role,
    method: 'pen',
    attachmentId,
    subjectType: subject.type,
    subjectId: subject.id
  })
}
