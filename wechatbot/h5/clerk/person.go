package clerk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/crypto/bcrypt"

	"github.com/zwgk/zwgk/disclosure"
)

// A Role is the part that a person has at the desk.
type Role string

// The roles. A person may have several; nobody reviews what he wrote.
const (
	Drafter  Role = "drafter"  // 拟稿: drafts records, handles requests and questions
	Reviewer Role = "reviewer" // 审核: reviews, publishes, withdraws
	Head     Role = "head"     // 负责人: consents to extensions, withdraws
)

// Roles returns all roles.
func Roles() []Role { return []Role{Drafter, Reviewer, Head} }

// Chinese returns the role's name.
func (r Role) Chinese() string {
	switch r {
	case Drafter:
		return "拟稿"
	case Reviewer:
		return "审核"
	case Head:
		return "负责人"
	}
	return string(r)
}

// inRequests is the part that the role has in a disclosure request.
func (r Role) inRequests() disclosure.Role {
	switch r {
	case Drafter:
		return disclosure.RoleClerk
	case Reviewer:
		return disclosure.RoleSigner
	}
	return disclosure.RoleHead
}

// A Person sits at the desk: by the name that stands in the record of changes.
type Person struct {
	Name  string `json:"name"`
	Hash  string `json:"hash,omitempty"` // of the password, by Hash; empty: only the single sign-on lets in
	Roles []Role `json:"roles"`
}

// Is reports whether the person has one of the roles.
func (p Person) Is(roles ...Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(p.Roles, r) })
}

// Titles are the person's roles in Chinese.
func (p Person) Titles() string {
	var words []string
	for _, r := range p.Roles {
		words = append(words, r.Chinese())
	}
	return strings.Join(words, "、")
}

// mark changes with the password, so that a session ends with the old one.
func (p Person) mark() string {
	sum := sha256.Sum256([]byte(p.Hash))
	return hex.EncodeToString(sum[:8])
}

// The bounds of a password: characters at least, bytes at most (bcrypt reads no
// more than 72).
const (
	leastPassword = 10
	mostPassword  = 72
)

// ErrPassword says that a password is too short or too long to be kept.
var ErrPassword = errors.New("clerk: a password has at least 10 characters and at most 72 bytes")

// Hash returns what may be kept of a password: its bcrypt hash.
func Hash(password string) (string, error) { return hashAt(password, 12) }

func hashAt(password string, cost int) (string, error) {
	if len([]rune(password)) < leastPassword || len(password) > mostPassword {
		return "", ErrPassword
	}
	h, err := bcrypt.GenerateFromPassword([]byte(password), cost)
	if err != nil {
		return "", fmt.Errorf("clerk: hash: %w", err)
	}
	return string(h), nil
}

// ReadPeople reads who sits at the desk from JSON, and refuses what it does not
// know, names that stand twice and people without a role.
func ReadPeople(r io.Reader) ([]Person, error) {
	var people []Person
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&people); err != nil {
		return nil, fmt.Errorf("clerk: people: %w", err)
	}
	seen := map[string]bool{}
	for i, p := range people {
		switch {
		case strings.TrimSpace(p.Name) == "" || strings.TrimSpace(p.Name) != p.Name:
			return nil, fmt.Errorf("clerk: people: number %d has no proper name", i+1)
		case seen[p.Name]:
			return nil, fmt.Errorf("clerk: people: number %d has the name of another", i+1)
		case len(p.Roles) == 0:
			return nil, fmt.Errorf("clerk: people: number %d has no role", i+1)
		}
		for _, role := range p.Roles {
			if !slices.Contains(Roles(), role) {
				return nil, fmt.Errorf("clerk: people: number %d has an unknown role %q", i+1, role)
			}
		}
		if _, err := bcrypt.Cost([]byte(p.Hash)); p.Hash != "" && err != nil {
			return nil, fmt.Errorf("clerk: people: number %d has a hash that is none", i+1)
		}
		seen[p.Name] = true
	}
	return people, nil
}

// WritePeople writes what ReadPeople reads.
func WritePeople(w io.Writer, people []Person) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(people); err != nil {
		return fmt.Errorf("clerk: people: %w", err)
	}
	return nil
}
