import { createRouter } from '@tanstack/react-router'
import { officeRoutes } from './routes-office.js'
import { peopleRoutes } from './routes-people.js'
import { root } from './routes-root.js'
import { supplyRoutes } from './routes-supply.js'
import { parseSearch, stringifySearch } from './search-params.js'

export const router = createRouter({
  routeTree: root.addChildren([...peopleRoutes, ...officeRoutes, ...supplyRoutes]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
