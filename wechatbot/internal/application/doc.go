// Package application fills in an application for information from what people write: a
// name, a number of an identity card, a telephone, an address, how the information is to
// be handed over, several at once and in any order.
//
//	told := application.Tell(draft, "张三 640104199001010018 邮寄")
//	told.Draft.Step // what is asked for next: application.StepPhone
//	told.Trouble    // what is wrong with a number, "" if nothing
//
// Start from [Tell], [Details] (what a message has of an applicant, whatever was asked for)
// and [Lacking] (the step that is next). What an application must hold is law, and stands
// in package disclosure; what is said at each step is the bot's.
package application
