import { In, Like, MoreThan, type EntityManager } from 'typeorm'
import { Fault } from '../kernel/fault'
import { ChainHead } from '../platform/database/auditEntities'
import type { HeadSigner } from '../platform/secrets/headSigner'
import { keyStanding } from '../platform/secrets/keyFile'
import { pepperMark, pepperOf, type Peppers } from '../platform/session/pins'
import { Account } from './entities'
import type { House } from './house'

/** Whether the folder has the key of its data, or the data never needed one. */
export async function hasItsKey({ folder, database, modules }: House): Promise<boolean> {
  const standing = await keyStanding(folder)
  if (standing !== 'none') return standing === 'fits'
  const sealing = modules.filter(({ confided }) => confided !== undefined).map(({ id }) => id)
  return (await database.read.countBy(ChainHead, { chain: In(sealing), length: MoreThan(0) })) === 0
}

/** Check value of the key that PINs of the data were peppered with; undefined while there is none such. */
export async function keyOfPins(manager: EntityManager): Promise<string | undefined> {
  const account = await manager.findOneBy(Account, { pinHash: Like(`${pepperMark}%`) })
  return pepperOf(account?.pinHash ?? '')
}

/**
 * Peppers of PINs from the key of the folder. While that is wanting, or the system's store cannot be asked, PINs are
 * kept without, lest nobody could set one.
 */
export const pinPeppers = (house: () => House): Peppers => ({
  current: async () => ((await hasItsKey(house())) ? house().fields.pepper().catch(withoutKey) : undefined),
  of: (check) => house().fields.pepperOf(check)
})

/** Who signs the heads of the data; undefined while its key is wanting. */
export const signerOf = async (house: House): Promise<HeadSigner | undefined> =>
  (await hasItsKey(house)) ? house.fields.headSigner().catch(withoutKey) : undefined

function withoutKey(fault: unknown): undefined {
  if (!(fault instanceof Fault && fault.type === 'forbidden')) throw fault
}
