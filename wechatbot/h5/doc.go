// Package h5 serves the pages that the WeChat account links to: the catalogue,
// records, budgets with table and chart, the application form, its progress and
// the guide. Pages are rendered by the server, work without JavaScript and load
// nothing from elsewhere.
package h5
