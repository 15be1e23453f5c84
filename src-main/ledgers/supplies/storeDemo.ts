import type { House } from '../../office/house'
export async function storeDemo(house: House): Promise<void> { void house }
