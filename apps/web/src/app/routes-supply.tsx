import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { at } from './routes-root.js'
import { assetSearch } from './search-assets.js'
import { consignmentSearch } from './search-consignments.js'
import { giftSearch, offerSearch, requestSearch, requisitionSearch } from './search-deals.js'
import { grassrootsSearch, labelSearch, orderSearch } from './search-grassroots.js'
import { placeSearch } from './search-params.js'
import {
  enterpriseSearch,
  outlookSearch,
  recallSearch,
  standardSearch,
  stockSearch,
  storeSearch,
} from './search-supply.js'

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

const outlook = createRoute({
  ...at('/outlook'),
  validateSearch: outlookSearch,
  component: lazyRouteComponent(() => import('../features/outlook/outlook-page.js'), 'OutlookPage'),
})
const outlookPlace = createRoute({
  ...at('/outlook/place'),
  validateSearch: outlookSearch,
  component: lazyRouteComponent(() => import('../features/outlook/place-page.js'), 'OutlookPlacePage'),
})
const standard = createRoute({
  ...at('/outlook/standard'),
  validateSearch: standardSearch,
  component: lazyRouteComponent(() => import('../features/outlook/standard-page.js'), 'StandardPage'),
})
const curves = createRoute({
  ...at('/outlook/curves'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/outlook/curves-page.js'), 'CurvesPage'),
})
const curve = createRoute({
  getParentRoute: () => curves,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/outlook/curve-panel.js'), 'CurvePanel'),
})

const stores = createRoute({
  ...at('/stores'),
  validateSearch: storeSearch,
  component: lazyRouteComponent(() => import('../features/stock/stores-page.js'), 'StoresPage'),
})
const store = createRoute({
  getParentRoute: () => stores,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/stock/store-panel.js'), 'StorePanel'),
})
const stock = createRoute({
  ...at('/stock'),
  validateSearch: stockSearch,
  component: lazyRouteComponent(() => import('../features/stock/stock-page.js'), 'StockPage'),
})
const assets = createRoute({
  ...at('/devices'),
  validateSearch: assetSearch,
  component: lazyRouteComponent(() => import('../features/assets/assets-page.js'), 'AssetsPage'),
})
const asset = createRoute({
  getParentRoute: () => assets,
  path: '/$store/$item',
  component: lazyRouteComponent(() => import('../features/assets/asset-panel.js'), 'AssetPanel'),
})
const recalls = createRoute({
  ...at('/recalls'),
  validateSearch: recallSearch,
  component: lazyRouteComponent(() => import('../features/stock/recalls-page.js'), 'RecallsPage'),
})
const recall = createRoute({
  getParentRoute: () => recalls,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/stock/recall-panel.js'), 'RecallPanel'),
})

const requests = createRoute({
  ...at('/requests'),
  validateSearch: requestSearch,
  component: lazyRouteComponent(() => import('../features/requests/requests-page.js'), 'RequestsPage'),
})
const request = createRoute({
  getParentRoute: () => requests,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/requests/request-panel.js'), 'RequestPanel'),
})
const offers = createRoute({
  ...at('/offers'),
  validateSearch: offerSearch,
  component: lazyRouteComponent(() => import('../features/requests/offers-page.js'), 'OffersPage'),
})
const offer = createRoute({
  getParentRoute: () => offers,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/requests/offer-panel.js'), 'OfferPanel'),
})
const requisitions = createRoute({
  ...at('/requisitions'),
  validateSearch: requisitionSearch,
  component: lazyRouteComponent(() => import('../features/requests/requisitions-page.js'), 'RequisitionsPage'),
})
const requisition = createRoute({
  getParentRoute: () => requisitions,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/requests/requisition-panel.js'), 'RequisitionPanel'),
})

const consignments = createRoute({
  ...at('/consignments'),
  validateSearch: consignmentSearch,
  component: lazyRouteComponent(() => import('../features/consignments/consignments-page.js'), 'ConsignmentsPage'),
})
const consignment = createRoute({
  getParentRoute: () => consignments,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/consignments/consignment-panel.js'), 'ConsignmentPanel'),
})

const grassroots = createRoute({
  ...at('/grassroots'),
  validateSearch: grassrootsSearch,
  component: lazyRouteComponent(() => import('../features/grassroots/grassroots-page.js'), 'GrassrootsPage'),
})
const clinic = createRoute({
  getParentRoute: () => grassroots,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/grassroots/grassroots-panel.js'), 'GrassrootsPanel'),
})
const orders = createRoute({
  ...at('/orders'),
  validateSearch: orderSearch,
  component: lazyRouteComponent(() => import('../features/orders/orders-page.js'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute: () => orders,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/orders/order-panel.js'), 'OrderPanel'),
})

const labels = createRoute({
  ...at('/labels'),
  validateSearch: labelSearch,
  component: lazyRouteComponent(() => import('../features/labels/labels-page.js'), 'LabelsPage'),
})
const label = createRoute({
  getParentRoute: () => labels,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/labels/load-label.js'), 'LoadLabel'),
})
const donations = createRoute({
  ...at('/donations'),
  validateSearch: giftSearch,
  component: lazyRouteComponent(() => import('../features/donations/donations-page.js'), 'DonationsPage'),
})
const donation = createRoute({
  getParentRoute: () => donations,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/donations/donation-panel.js'), 'DonationPanel'),
})

/** The pages of supplies. */
export const supplyRoutes = [
  enterprises.addChildren([enterprise]),
  catalogue.addChildren([kind]),
  outlook,
  outlookPlace,
  standard,
  curves.addChildren([curve]),
  stores.addChildren([store]),
  stock,
  assets.addChildren([asset]),
  recalls.addChildren([recall]),
  requests.addChildren([request]),
  offers.addChildren([offer]),
  requisitions.addChildren([requisition]),
  consignments.addChildren([consignment]),
  grassroots.addChildren([clinic]),
  orders.addChildren([order]),
  labels.addChildren([label]),
  donations.addChildren([donation]),
] as const
