using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class InvitationsKeepNoCode : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "CodeHash",
                table: "Invitations");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "CodeHash",
                table: "Invitations",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations",
                column: "CodeHash",
                unique: true);
        }
    }
}
