import type { House } from '../../../office/house'
import { demoActs } from '../../../office/demo/acting'
import { demoSignature } from '../../../office/demo/pictures'

export { holderOf } from '../../../office/demo/acting'

const demo = demoActs('supplies', { 'SUP-04': '用途不同，分别申请' })
export const { actAs, decideInTurn } = demo

/** A one-page picture that stands for a scan; the demo bureau has no real papers. */
export const demoScan = (house: House, personId: string, name: string): Promise<string> =>
  demo.keepPicture(house, personId, name, blankPage)

/** A line of ink that stands for somebody's signature. */
export const demoPen = (house: House, personId: string, name: string): Promise<string> =>
  demo.keepPicture(house, personId, name, demoSignature())

const blankPage = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)
