// Package weixin calls WeChat (微信) and WeCom (企业微信): the account's token, the one
// way out, and what a refusal means. It knows nothing of what is said. Its errors name the
// call and the errcode, never an address, for addresses carry secrets and tokens.
package weixin
