package disclosure

// A Role is the part that somebody plays in a request.
type Role = string

// The roles. An office may let one person play several.
const (
	RoleApplicant  Role = "applicant"   // 申请人
	RoleClerk      Role = "clerk"       // 政府信息公开工作机构经办人
	RoleHead       Role = "head"        // 政府信息公开工作机构负责人: consents to an extension
	RoleSigner     Role = "signer"      // 签发人
	RoleThirdParty Role = "third_party" // 第三方
	RoleOrgan      Role = "organ"       // 其他行政机关
	RoleTribunal   Role = "tribunal"    // 行政复议机关、人民法院
	RoleSystem     Role = "system"      // the program itself: it marks what lapsed, and tells; it never decides
)

// Roles returns all roles.
func Roles() []Role {
	return []Role{RoleApplicant, RoleClerk, RoleHead, RoleSigner, RoleThirdParty, RoleOrgan, RoleTribunal, RoleSystem}
}

// An Actor is who did something, and in which role.
type Actor struct {
	Name string `json:"name,omitempty"`
	Role Role   `json:"role,omitempty"`
}
