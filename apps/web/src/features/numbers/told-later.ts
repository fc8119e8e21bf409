import { later } from '../../ui/later.js'

/** Of no use without a network, and so fetched when a person is opened: 3 KB. */
export const toldPanel = later(async () => (await import('./told-panel.js')).ToldPanel)
