import { In } from 'typeorm'
import type { PenStrokes } from '../contract/pen'
import type { SignatureInput } from '../contract/values'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import { invalid } from '../kernel/fault'
import { Account, PenInk, Person, Signature } from './entities'
import { shapeOf } from './penInk'
import { tryPin } from './pinGate'

/** What is signed under: its type and id. */
interface Signed {
  readonly type: string
  readonly id: string
}

/**
 * A counter signature is verified (PIN) or seen to be drawn for the first time by somebody who is there (pen), then
 * recorded under the act. `role` is its Chinese name, e.g. 领用人. Five wrong PINs close a person's PIN for 15 minutes.
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
  const rows = []
  unit.signs(subject)
  for (const { input, role } of given) rows.push(await signatureOf(unit, input, role, subject))
  const signatures = await unit.appendMany(Signature, rows)
  await keepInk(
    unit,
    signatures.map((signature, index) => {
      const input = given[index]?.input
      return { signature, strokes: input?.by === 'pen' ? input.strokes : undefined }
    })
  )
  return signatures
}

async function signatureOf(
  unit: UnitOfWork,
  input: SignatureInput,
  role: string,
  subject: Signed
): Promise<Omit<Signature, 'id'>> {
  const person = await unit.load(Person, input.personId, role)
  const account = await unit.manager.findOneBy(Account, { personId: input.personId, active: true })
  if (input.by === 'pin') {
    if (!account?.pinHash)
      throw invalid([
        {
          path: 'signatures',
          message: account
            ? `${person.name}还没有设置签字码，请本人登录后在“我的账号”里设置`
            : `${person.name}没有账号，请当面手写签名`
        }
      ])
    // A live check of the form says nothing about the PIN: half-typed ones would count, and it would tell guesses from
    // the real one.
    if (!unit.isPreview && !(await tryPin(unit, account, person.name, input.pin)))
      throw invalid([{ path: 'signatures', message: `${role}${person.name}的签字码不对` }])
  } else if (account && !(await isPresent(unit, person.id)))
    throw invalid([
      { path: 'signatures', message: `${person.name}有自己的账号，没有登录时不能手写签名，请本人输入签字码` }
    ])
  return {
    at: unit.now,
    personId: person.id,
    name: person.name,
    role,
    method: input.by,
    attachmentId: null,
    subjectType: subject.type,
    subjectId: subject.id
  }
}

/** Whether a person is known to be there: who acts, who is signed in, and whom the program itself acts for. */
async function isPresent({ actor, work: { present } }: UnitOfWork, personId: string): Promise<boolean> {
  return actor.personId === personId || present === undefined || (await present(personId))
}

/** Records a pen signature of somebody who is not on the staff, e.g. a party or a supplier. */
export async function signAsOutsider(
  unit: UnitOfWork,
  name: string,
  strokes: PenStrokes,
  role: string,
  subject: Signed
): Promise<Signature> {
  unit.signs(subject)
  const signature = await unit.append(Signature, {
    at: unit.now,
    personId: null,
    name,
    role,
    method: 'pen',
    attachmentId: null,
    subjectType: subject.type,
    subjectId: subject.id
  })
  await keepInk(unit, [{ signature, strokes }])
  return signature
}

/** What was drawn so far in acts under way, by shape: signatures of one act may be asked for one after the other. */
const drawnWithin = new WeakMap<UnitOfWork, Set<string>>()

/** Keeps what was drawn as the last thing of the act, bound to all it wrote. Nothing drawn before signs again. */
async function keepInk(
  unit: UnitOfWork,
  signed: readonly { readonly signature: Signature; readonly strokes: PenStrokes | undefined }[]
): Promise<void> {
  const drawn = signed.flatMap(({ signature, strokes }) =>
    strokes === undefined ? [] : [{ signature, strokes, shape: shapeOf(strokes) }]
  )
  if (drawn.length === 0) return
  const known = await unit.manager.findBy(PenInk, { shape: In(drawn.map(({ shape }) => shape)) })
  const within = drawnWithin.get(unit) ?? new Set<string>()
  for (const { shape } of known) within.add(shape)
  for (const { signature, shape } of drawn) {
    if (within.has(shape)) throw usedBefore(signature.name)
    within.add(shape)
  }
  drawnWithin.set(unit, within)
  unit.lastly(async ({ chain, seq, content }) => {
    await unit.appendMany(
      PenInk,
      drawn.map(({ signature, strokes, shape }) => ({
        signatureId: signature.id,
        chain,
        seq,
        strokes: JSON.stringify(strokes),
        shape,
        content
      }))
    )
  })
}

const usedBefore = (name: string) =>
  invalid([{ path: 'signatures', message: `${name}的手写签名与以前用过的一模一样，请当面重写` }])
