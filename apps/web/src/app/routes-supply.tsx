import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { at } from './routes-root.js'
import { placeSearch } from './search-params.js'
import { enterpriseSearch } from './search-supply.js'

const enterprises = createRoute({
  ...at('/enterprises'),
  validateSearch: enterpriseSearch,
  component: lazyRouteComponent(() => import('../features/supply/enterprises-page.js'), 'EnterprisesPage'),
})
const enterprise = createRoute({
  getParentRoute: () => enterprises,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/supply/enterprise-panel.js'), 'EnterprisePanel'),
})
const catalogue = createRoute({
  ...at('/catalogue'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/supply/catalogue-page.js'), 'CataloguePage'),
})
const kind = createRoute({
  getParentRoute: () => catalogue,
  path: '/$code',
  component: lazyRouteComponent(() => import('../features/supply/kind-panel.js'), 'KindPanel'),
})

/** The pages of supplies. */
export const supplyRoutes = [enterprises.addChildren([enterprise]), catalogue.addChildren([kind])] as const
